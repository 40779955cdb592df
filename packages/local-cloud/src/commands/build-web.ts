import { join } from 'node:path';
import { root, step } from '../../bin/install.mjs';
import { clerkBuildEnvironment } from '../app-environment.ts';
import { runProgram } from './run-program.ts';

/** Builds the product as for production; Turborepo skips it when nothing it reads has changed. */
export async function buildWeb(): Promise<void> {
  const { code, output } = await step('Building the product', () =>
    runProgram(
      join(root, 'node_modules/.bin/turbo'),
      ['run', 'build', '--filter=@archipelago/web', '--no-update-notifier'],
      {
        cwd: root,
        env: {
          ...process.env,
          ...clerkBuildEnvironment,
          TURBO_TELEMETRY_DISABLED: '1',
          ASTRO_TELEMETRY_DISABLED: '1',
        },
      },
    ),
  );
  if (code !== 0) throw new Error(`The product did not build.\n\n${output.trim()}`);
}
