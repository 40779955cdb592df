import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runProgram } from '@archipelago/local-cloud/commands/run-program';

const binaries = join(import.meta.dirname, 'node_modules/.bin');

/** `netlify build` of a whole tree, offline: what a deploy would hold is below `apps/web/.netlify`. Throws its log. */
export async function runNetlifyBuild(root: string, environment: Record<string, string>): Promise<void> {
  const { code, output } = await runProgram(
    join(binaries, 'netlify'),
    ['build', '--offline', '--filter', '@archipelago/web'],
    {
      cwd: root,
      env: {
        ...process.env,
        ...environment,
        DENO_DIR: await denoCache(root),
        PATH: [binaries, join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
        TURBO_TELEMETRY_DISABLED: '1',
        ASTRO_TELEMETRY_DISABLED: '1',
      },
    },
  );
  if (code !== 0) throw new Error(`netlify build ended with code ${code}.\n\n${output}`);
}

/**
 * The bundler reads an edge function's `config` with a script that imports one file of types from Netlify's site. A
 * cache with an empty one lets it run without a network.
 */
async function denoCache(root: string): Promise<string> {
  const url = new URL('https://edge.netlify.com/bootstrap/globals/types.ts');
  const directory = join(root, '.deno');
  const folder = join(directory, 'remote/https', url.host);
  const metadata = { headers: { 'content-type': 'application/typescript' }, url: url.href };
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, createHash('sha256').update(url.pathname).digest('hex')),
    `export {};\n// denoCacheMetadata=${JSON.stringify(metadata)}`,
  );
  return directory;
}
