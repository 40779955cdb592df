import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StoreStep } from '@archipelago/core/billing/store-event';
import type { SyncStep } from '@archipelago/core/billing/sync-customer';
import type { Order, Report } from './process-to-kill.ts';

export const storeSteps = ['inserted', 'marked', 'committed'] as const satisfies readonly StoreStep[];
export const syncSteps = ['leased', 'read', 'written', 'committed'] as const satisfies readonly SyncStep[];

type Role = 'receiver' | 'worker';

export interface Victim {
  /** Of the receiver: where it answers. */
  url: string;
  /** Resolves when it has reached the step, or has nothing more to do. */
  order(order: Order): Promise<'reached' | 'idle'>;
  /** SIGKILL: it has no chance to say or to clean up anything. */
  kill(): Promise<void>;
}

/** Processes of the two ends of the inbox. One more of each than is used is always starting, since starting takes longest. */
export function startVictims() {
  const spare: Record<Role, Promise<Victim>> = { receiver: start('receiver'), worker: start('worker') };
  return {
    next(role: Role): Promise<Victim> {
      const victim = spare[role];
      spare[role] = start(role);
      return victim;
    },
    async stop() {
      for (const victim of Object.values(spare)) await (await victim).kill();
    },
  };
}

async function start(role: Role): Promise<Victim> {
  const child = fork(fileURLToPath(new URL('process-to-kill.ts', import.meta.url)), [role], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    silent: true,
  });
  // What it logs is read, so that a full pipe never stops it.
  child.stdout?.resume();
  child.stderr?.resume();
  const report = await nextReport(child);
  return {
    url: 'ready' in report ? report.ready : '',
    async order(order) {
      const reported = nextReport(child);
      child.send(order);
      return 'reached' in (await reported) ? 'reached' : 'idle';
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function nextReport(child: ChildProcess): Promise<Report> {
  const stop = new AbortController();
  const { signal } = stop;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([report]) => report as Report),
      once(child, 'exit', { signal }).then(() => {
        throw new Error('A process that was to be killed ended by itself.');
      }),
    ]);
  } finally {
    stop.abort();
  }
}
