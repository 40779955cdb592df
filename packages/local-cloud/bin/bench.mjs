import { continueOnPinnedNode, install } from './install.mjs';

await install();
continueOnPinnedNode('tests/bench/bench.ts');
