import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bin/install.mjs';

export interface Stack {
  /** What a test needs to find the running product and its services. */
  environment: Record<string, string>;
  /** Process id of the product's own process, for memory and kill tests. */
  webPid: number;
  stop(): Promise<void>;
}

/** The whole product in a process of its own, as `npm start` runs it, beside any other one on this machine. */
export function startStack(options: { port: number; data: string; fresh: boolean }): Promise<Stack> {
  if (options.fresh) rmSync(options.data, { recursive: true, force: true });
  const child = fork(join(root, 'packages/local-cloud/src/commands/start.ts'), [], {
    cwd: root,
    env: {
      ...process.env,
      ARCHIPELAGO_PORT: String(options.port),
      ARCHIPELAGO_DATA: options.data,
      ARCHIPELAGO_FAST_RETRIES: '1',
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const exited = new Promise<void>((done) => child.once('exit', () => done()));
    child.once('message', (message: { environment: Record<string, string>; webPid: number }) => {
      resolve({
        ...message,
        stop: async () => {
          child.kill('SIGTERM');
          await exited;
        },
      });
    });
    child.once('exit', (code) =>
      reject(new Error(`The product ended with code ${code} before it was ready.`)),
    );
  });
}
