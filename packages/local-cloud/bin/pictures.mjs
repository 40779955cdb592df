import { continueOnPinnedNode, install } from './install.mjs';

await install();
continueOnPinnedNode('tests/pictures/take-pictures.ts');
