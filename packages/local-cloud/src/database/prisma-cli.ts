import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ProgramResult, runProgram } from '../commands/run-program.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

export const prismaFolder = join(repository, 'prisma');
export const generatedFolder = join(repository, 'packages/db/src/generated');

/**
 * Runs Prisma's command line on this repository's schema, with the native schema engine where npm could download it
 * and with the WebAssembly one elsewhere. Never touches the network.
 */
export function runPrisma(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<ProgramResult> {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
  return runProgram(process.execPath, [cli, ...args, '--config', join(prismaFolder, 'prisma.config.ts')], {
    cwd: repository,
    env: {
      ...process.env,
      // The WebAssembly engine starts through `env node`, which has to find this Node.
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? schemaEngine(),
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
      ...environment,
    },
  });
}

/** Undefined lets Prisma use the native engine that lies beside it. */
function schemaEngine(): string | undefined {
  const prisma = createRequire(createRequire(import.meta.url).resolve('prisma/package.json'));
  const engines = dirname(dirname(prisma.resolve('@prisma/engines')));
  const hasNativeEngine = readdirSync(engines).some((name) => name.startsWith('schema-engine-'));
  return hasNativeEngine ? undefined : fileURLToPath(new URL('schema-engine.ts', import.meta.url));
}
