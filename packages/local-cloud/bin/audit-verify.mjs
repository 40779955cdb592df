import { continueOnPinnedNode, install } from './install.mjs';

await install();
continueOnPinnedNode('packages/local-cloud/src/database/run-audit-verify.ts');
