import { continueOnPinnedNode, install } from './install.mjs';

await install();
continueOnPinnedNode('tests/integration/newsletter/prove.ts');
