import { fork } from 'node:child_process';
import { request } from 'node:http';
import { join } from 'node:path';
import type { RunningProduct } from './with-fresh-clone.ts';

export interface BareHost {
  port: number;
  pid: number;
  /** Status of a GET; the host is only named, the connection goes to this process. */
  get(host: string, path: string, cookie?: string): Promise<number>;
  stop(): void;
}

/** Spawns the built server function in a process of its own. */
export async function startBareHost(
  { folder, environment = {} }: Pick<RunningProduct, 'folder'> & { environment?: Record<string, string> },
  overrides: Record<string, string> = {},
): Promise<BareHost> {
  const ssr = join(folder, 'apps/web/.netlify/v1/functions/ssr/ssr.mjs');
  const child = fork(join(import.meta.dirname, 'bare-host.mjs'), [ssr], {
    cwd: folder,
    env: { ...process.env, ...environment, ...overrides },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (value) => resolve(Number(value)));
    child.once('exit', (code) => reject(new Error(`The server function ended with ${code}`)));
  });
  return {
    port,
    pid: child.pid ?? 0,
    get: (host, path, cookie) => getStatus({ port, host, path, cookie }),
    stop: () => void child.kill(),
  };
}

/** Node's fetch cannot name a host of its own choice; this can. Reads the whole body. */
export function getStatus(options: {
  port: number;
  host: string;
  path: string;
  cookie?: string | undefined;
}): Promise<number> {
  const { port, host, path, cookie } = options;
  return new Promise((resolve, reject) => {
    const headers = { host, ...(cookie && { cookie }) };
    request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
      answer.once('error', reject);
    })
      .once('error', reject)
      .end();
  });
}
