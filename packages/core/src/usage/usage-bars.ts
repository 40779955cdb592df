import type { DayOfUse } from './forecast-use.ts';
import { type Meter, meters } from './meters.ts';
import { dayName, type UsageRange } from './usage-range.ts';

export interface UsageBar {
  /** The first moment of what it stands for: an hour, a day or a month, in UTC. */
  at: Date;
  /** Null when nothing is known of it: to come, or from before it was measured. */
  used: number | null;
  isNow: boolean;
}

export interface HourOfUse {
  /** Its first moment, as the database writes it. */
  hour: string;
  used: number;
}

interface Known {
  hours: HourOfUse[];
  days: DayOfUse[];
  months: DayOfUse[];
}

/**
 * A bar for each step of a range. What stands is known from the first time it was measured; what is counted was none where
 * there is no row.
 *
 * @param usedNow of the meter, which a row may not have caught up with.
 */
export function barsOf(
  meter: Meter,
  range: UsageRange,
  known: Known,
  usedNow: number,
  now: Date,
): UsageBar[] {
  const { isMonthly } = meters[meter];
  const amounts = amountsOf(range, known, isMonthly);
  return range.steps.map((at, position) => {
    const next = range.steps[position + 1] ?? range.end;
    const isNow = at <= now && now < next;
    if (at > now) return { at, used: null, isNow };
    if (isNow && !isMonthly) return { at, used: usedNow, isNow };
    return { at, used: amounts[position] ?? (isMonthly ? 0 : null), isNow };
  });
}

function amountsOf(range: UsageRange, known: Known, isMonthly: boolean): (number | undefined)[] {
  if (range.step === 'hour') return byHour(range, known.hours, isMonthly);
  const amounts = new Map(
    (range.step === 'day' ? known.days : known.months).map(({ day, used }) => [day, used]),
  );
  return range.steps.map((at) => amounts.get(dayName(at)));
}

/** What stands has a row only for an hour that changed it, and one from before the day: it goes on until the next. */
function byHour({ steps }: UsageRange, hours: readonly HourOfUse[], isMonthly: boolean) {
  const rows = hours.map(({ hour, used }) => ({ at: new Date(hour).getTime(), used }));
  return steps.map((step) => {
    const at = step.getTime();
    if (isMonthly) return rows.find((row) => row.at === at)?.used;
    return rows.filter((row) => row.at <= at).sort((a, b) => b.at - a.at)[0]?.used;
  });
}
