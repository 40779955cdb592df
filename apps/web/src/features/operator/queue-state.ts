import type { QueueHealth } from '@archipelago/core/platform/get-platform-health';

/** A poke starts a job within seconds, and the sweep within a minute: what waits longer waits for something broken. */
const lateSeconds = 300;

/** How a queue is: jobs given up, due for long, or as it is meant to be. */
export function queueState({ failed, oldestSeconds }: QueueHealth): {
  tone: 'bad' | 'warn' | 'ok';
  label: string;
} {
  if (failed > 0) return { tone: 'bad', label: 'Jobs gave up' };
  if ((oldestSeconds ?? 0) > lateSeconds) return { tone: 'warn', label: 'Late' };
  return { tone: 'ok', label: 'Fine' };
}

/** Whether there is nothing to tell of it: no job waits, runs or gave up. */
export function isIdle({ waiting, later, running, failed }: QueueHealth): boolean {
  return waiting + later + running + failed === 0;
}
