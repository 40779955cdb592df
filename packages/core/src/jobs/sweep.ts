import { log } from '../log/log.ts';
import { boss } from './boss.ts';
import { pokeDue } from './poke-due.ts';
import type { BackgroundFunction } from './queues.ts';
import { type Schedule, schedules } from './schedules.ts';
import { uuidFrom } from './uuid-from.ts';

/**
 * Runs every minute and repairs what a lost poke or a crashed worker left: gives jobs whose worker fell silent back to
 * their queue, turns due schedules into jobs, and pokes the functions that have work. Returns the functions it poked.
 */
export async function sweep(now = new Date()): Promise<BackgroundFunction[]> {
  await boss().supervise();
  for (const schedule of schedules) await sendLatestOccurrence(schedule, now);
  const due = await pokeDue();
  if (due.length > 0) log.info('jobs.swept', { poked: due });
  return due;
}

/** The occurrence names the job, so that sweeping twice, or twice at once, adds it once. */
async function sendLatestOccurrence({ queue, cron }: Schedule, now: Date): Promise<void> {
  const occurrence = latestOccurrence(cron, now);
  if (occurrence) await boss().send(queue, {}, { id: uuidFrom(`${queue} ${occurrence.toISOString()}`) });
}

/** Looks a little back first, then further: at most a day, so that an outage costs one run, not all it missed. */
function latestOccurrence(cron: string, now: Date): Date | undefined {
  for (const minutes of [2, 60, 24 * 60]) {
    const from = new Date(now.getTime() - minutes * 60_000);
    const latest = boss()
      .previewSchedule(cron, { from, count: 61 })
      .findLast((occurrence) => occurrence <= now);
    if (latest) return latest;
  }
  return undefined;
}
