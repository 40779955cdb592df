import { continueOnPinnedNode, install } from './install.mjs';

await install();
continueOnPinnedNode('packages/local-cloud/src/doctor/run-doctor.ts');
