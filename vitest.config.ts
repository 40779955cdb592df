import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], rest = {}) => ({
  test: { name, include, testTimeout: 30_000, hookTimeout: 120_000, ...rest },
});

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      project('architecture', ['tests/architecture/**/*.test.ts']),
      project('unit', ['packages/**/src/**/*.test.ts', 'apps/web/src/**/*.test.ts']),
      // One database and one set of ports: files run one after the other.
      project('integration', ['tests/integration/**/*.test.ts'], { fileParallelism: false }),
      project('security', ['tests/security/**/*.test.ts'], { fileParallelism: false }),
      project('deploy', ['tests/deploy/**/*.test.ts'], { fileParallelism: false, testTimeout: 300_000 }),
    ],
  },
});
