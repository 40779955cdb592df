import { log } from '../log/log.ts';
import { affected, boss, type Job } from './boss.ts';
import { handlers } from './handlers.ts';
import { isStopped } from './is-stopped.ts';
import { type QueueName, queues } from './queues.ts';

export interface DrainResult {
  completed: number;
  failed: number;
  /** Finished, but the queue had already given the job to another worker: our silence was too long. */
  lost: number;
  /** The deadline came first; there may be more to do. */
  stoppedEarly: boolean;
}

export interface DrainOptions {
  /** What to run per queue; the application's handlers by default. */
  handlers?: { [Name in QueueName]?: (payload: never, job: Job<object>) => Promise<void> };
  batchSize?: number;
}

/**
 * Works through everything that is due in these queues, earlier queues first, until none is left or the deadline passes.
 * A job that throws is retried later by its queue's rules, so that a drain itself only throws when the database is gone.
 */
export async function drain(
  names: readonly QueueName[],
  deadline: Date,
  options: DrainOptions = {},
): Promise<DrainResult> {
  const result: DrainResult = { completed: 0, failed: 0, lost: 0, stoppedEarly: false };
  let found = true;
  while (found) {
    found = false;
    for (const name of names) {
      if (Date.now() >= deadline.getTime()) return { ...result, stoppedEarly: true };
      const jobs = await inTurn(() =>
        boss().fetch<object>(name, { batchSize: options.batchSize ?? 5, groupConcurrency: 1 }),
      );
      if (jobs.length === 0) continue;
      found = true;
      const outcomes = await Promise.all(jobs.map((job) => runOne(name, job, options)));
      for (const outcome of outcomes) result[outcome] += 1;
      break;
    }
  }
  return result;
}

let turn: Promise<unknown> = Promise.resolve();

/** Two fetches at once would not see what the other takes, and take two jobs of one group. */
function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
  const result = turn.then(run);
  turn = result.catch(() => undefined);
  return result;
}

async function runOne(
  name: QueueName,
  job: Job<object>,
  options: DrainOptions,
): Promise<'completed' | 'failed' | 'lost'> {
  const handle = options.handlers?.[name] ?? handlers[name];
  const stopTouching = touchRegularly(name, job);
  try {
    if (options.handlers?.[name] || !(await isStopped(name, job.data))) await handle(job.data as never, job);
  } catch (error) {
    log.error('jobs.failed', { queue: name, job: job.id, attempt: job.retryCount + 1, error });
    const failed = await boss().fail(name, job, { message: messageOf(error) });
    return affected(failed) === 1 ? 'failed' : 'lost';
  } finally {
    stopTouching();
  }
  // The job object carries the attempt; a bare id would let a worker that was given up complete the next one's attempt.
  const completed = await boss().complete(name, job);
  if (affected(completed) === 1) return 'completed';
  log.warn('jobs.claim_lost', { queue: name, job: job.id, attempt: job.retryCount + 1 });
  return 'lost';
}

function touchRegularly(name: QueueName, job: Job<object>): () => void {
  const every = (queues[name].heartbeatSeconds * 1000) / 3;
  const timer = setInterval(() => {
    boss()
      .touch(name, job)
      .catch((error: unknown) => log.warn('jobs.touch_failed', { queue: name, job: job.id, error }));
  }, every);
  timer.unref();
  return () => clearInterval(timer);
}

/** Kept with the job for an operator to read: the message only, since a stack or a cause may hold a tenant's data. */
function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}
