import { CronExpressionParser } from 'cron-parser';

const longestTimeout = 2 ** 31 - 1;

/**
 * Calls `run` at each time of a cron expression (UTC; `@hourly` and the like too) until `stop`. Times that pass while
 * the machine sleeps are not made up for, and a run that is still going does not hold the next one back.
 */
export function startSchedule(expression: string, run: (nextRun: Date) => void): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;

  function wait(until: Date): void {
    timer = setTimeout(
      () => {
        if (Date.now() < until.getTime()) return wait(until);
        const following = nextTime(expression, until);
        wait(following);
        run(following);
      },
      Math.min(Math.max(until.getTime() - Date.now(), 0), longestTimeout),
    );
    timer.unref();
  }

  wait(nextTime(expression, new Date()));
  return { stop: () => clearTimeout(timer) };
}

/** The first time after `after`. Throws on an expression the platform would refuse. */
export function nextTime(expression: string, after: Date): Date {
  const from = new Date(Math.max(after.getTime(), Date.now()));
  return CronExpressionParser.parse(expression, { currentDate: from, tz: 'UTC' }).next().toDate();
}
