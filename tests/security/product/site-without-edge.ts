import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { product } from '../../support/product.ts';
import { root } from '../../support/source-files.ts';

export interface SiteWithoutEdge {
  port: number;
  /** What it has written to its log so far, and to nobody else. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * The same build on the same database with nothing in front of it, as if someone found a way around the edge. It has no
 * functions either.
 */
export async function startSiteWithoutEdge(
  environment: Record<string, string> = {},
): Promise<SiteWithoutEdge> {
  const folder = mkdtempSync(join(tmpdir(), 'archipelago-no-edge-'));
  mkdirSync(join(folder, 'apps'));
  symlinkSync(join(root, 'apps/web'), join(folder, 'apps/web'));
  symlinkSync(join(root, 'netlify.toml'), join(folder, 'netlify.toml'));
  const port = product().port + 40;
  const child = fork(join(root, 'packages/local-cloud/src/netlify/serve.ts'), [], {
    cwd: root,
    env: {
      ...process.env,
      ARCHIPELAGO_PORT: String(port),
      ARCHIPELAGO_DATA: join(folder, 'data'),
      LOCAL_ROOT: folder,
      ...environment,
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      log += chunk;
    });
  }
  const exited = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => {
      throw new Error(`The site without an edge ended with code ${code} and said:\n${log}`);
    }),
  ]);
  return {
    port,
    log: () => log,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
