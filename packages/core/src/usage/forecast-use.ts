import { addDays, dayName, startOfDay, type UsageRange } from './usage-range.ts';

export interface DayOfUse {
  /** `2026-11-21`, UTC. */
  day: string;
  used: number;
}

export interface Forecast {
  /** What is likely to come on each day that is left, in their order; the first is tomorrow's. */
  days: DayOfUse[];
  /** The month's use when it is over. */
  total: number;
}

const weeksLooked = 4;
/** Fewer days say too little. */
const leastDays = 7;

/**
 * What the rest of a month will use if it goes on like the last four weeks: each day like the mean of its weekday in them.
 * Null when the month is over, or too little is known.
 *
 * @param days of use, with those of the four weeks before today.
 * @param used of the month so far.
 */
export function forecastUse(
  range: UsageRange,
  days: readonly DayOfUse[],
  used: number,
  now: Date,
): Forecast | null {
  const today = startOfDay(now);
  if (range.period !== 'month' || range.end <= today || range.start > today) return null;
  const known = days.filter(({ day }) => {
    const at = new Date(day);
    return at < today && at >= addDays(today, -7 * weeksLooked);
  });
  const first = known.map(({ day }) => day).sort()[0];
  if (!first) return null;
  const since = Math.round((today.getTime() - new Date(first).getTime()) / 86_400_000);
  if (since < leastDays) return null;
  const rest = range.steps.filter((step) => step > today);
  const expected = rest.map((step) => ({
    day: dayName(step),
    used: Math.round(meanOfWeekday(known, step, new Date(first), today)),
  }));
  return { days: expected, total: used + expected.reduce((sum, day) => sum + day.used, 0) };
}

/** Of every such weekday since the first day that is known; a day without a row used nothing. */
function meanOfWeekday(known: readonly DayOfUse[], like: Date, since: Date, today: Date): number {
  let [sum, count] = [0, 0];
  for (let at = since; at < today; at = addDays(at, 1)) {
    if (at.getUTCDay() !== like.getUTCDay()) continue;
    count += 1;
    sum += known.find(({ day }) => day === dayName(at))?.used ?? 0;
  }
  return count === 0 ? 0 : sum / count;
}
