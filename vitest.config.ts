import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], rest = {}) => ({
  test: { name, include, testTimeout: 30_000, hookTimeout: 120_000, ...rest },
});

const globalSetup = 'tests/support/deployed-cluster.ts';
// A process that is new for every file spends a third of its time on getting warm.
const warm = { isolate: false, setupFiles: 'tests/support/between-files.ts' };
const ownWorld = { globalSetup, maxWorkers: 2, ...warm };
const asksProduct = [
  'tests/integration/console/**/*.test.ts',
  'tests/integration/product/**/*.test.ts',
  'tests/security/product/**/*.test.ts',
];

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      project('architecture', ['tests/architecture/**/*.test.ts']),
      project('unit', ['packages/**/src/**/*.test.ts', 'apps/web/src/**/*.test.ts']),
      // Each file has a database and ports of its own.
      project('integration', ['tests/integration/**/*.test.ts'], { ...ownWorld, exclude: asksProduct }),
      project('security', ['tests/security/**/*.test.ts'], { ...ownWorld, exclude: asksProduct }),
      // One running product: files ask it one after the other.
      project('product', asksProduct, { fileParallelism: false, globalSetup }),
      project('deploy', ['tests/deploy/**/*.test.ts'], { fileParallelism: false, testTimeout: 300_000 }),
    ],
  },
});
