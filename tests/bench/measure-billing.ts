import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Figure } from './figure.ts';

/** Longer than anybody waits: a minute of it is the sweep's. */
const patienceMilliseconds = 240_000;

/**
 * From Stripe's delivery to the workspace's plan, over a database and a Stripe of its own: in a process of its own, since
 * the product's settings are the process's.
 */
export function measureBilling(): Promise<Figure[]> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'billing-process.ts'), [], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Ends with SIGTERM, upon which it stops its database.
      timeout: patienceMilliseconds,
    });
    child.once('message', (figures) => resolve(figures as Figure[]));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The billing measurements ended with ${code}`)));
  });
}
