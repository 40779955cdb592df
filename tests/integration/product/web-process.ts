import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../support/source-files.ts';

export interface WebProcess {
  port: number;
  /** What it has written to its log so far, and to nobody else. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * The product's own process alone, beside the running product and with its settings, except for those given. It builds
 * nothing: it serves what the running product serves.
 */
export async function startWebProcess(options: {
  port: number;
  environment?: Record<string, string>;
}): Promise<WebProcess> {
  const data = mkdtempSync(join(tmpdir(), 'archipelago-web-'));
  const child = fork(join(root, 'packages/local-cloud/src/netlify/serve.ts'), [], {
    cwd: root,
    env: {
      ...process.env,
      ARCHIPELAGO_PORT: String(options.port),
      ARCHIPELAGO_DATA: data,
      ...options.environment,
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
      throw new Error(`The web process ended with code ${code} and said:\n${log}`);
    }),
  ]);
  return {
    port: options.port,
    log: () => log,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      rmSync(data, { recursive: true, force: true });
    },
  };
}
