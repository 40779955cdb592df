import { continueOnPinnedNode, install } from './install.mjs';

await install();
continueOnPinnedNode('packages/local-cloud/src/billing/run-billing-sync.ts');
