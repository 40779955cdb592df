import { expect, test } from 'vitest';
import { forecastUse } from './forecast-use.ts';
import { addDays, usageRange } from './usage-range.ts';

const now = new Date('2026-11-21T16:30:00Z');
const range = usageRange('month', undefined, now);
/** Ten on a working day, two at the weekend, for as many days before today. */
const lately = (count: number) =>
  Array.from({ length: count }, (_, back) => {
    const at = addDays(new Date('2026-11-20'), -back);
    return { day: at.toISOString().slice(0, 10), used: [0, 6].includes(at.getUTCDay()) ? 2 : 10 };
  });

test('each day to come is like its weekday of the last four weeks', () => {
  const forecast = forecastUse(range, lately(28), 100, now);
  // 22 November 2026 is a Sunday.
  expect(forecast?.days.map(({ used }) => used)).toEqual([2, 10, 10, 10, 10, 10, 2, 2, 10]);
  expect(forecast?.days[0]?.day).toBe('2026-11-22');
  expect(forecast?.total).toBe(166);
});

test('a day on which nothing was counted is a day of none', () => {
  const withGaps = lately(28).filter(({ used }) => used === 10);
  expect(forecastUse(range, withGaps, 0, now)?.days[0]?.used).toBe(0);
});

test('nothing is foretold of a month that is over, of weeks and years, or from less than a week', () => {
  expect(forecastUse(usageRange('month', '2026-10', now), lately(28), 5, now)).toBeNull();
  expect(forecastUse(usageRange('week', undefined, now), lately(28), 5, now)).toBeNull();
  expect(forecastUse(range, lately(6), 5, now)).toBeNull();
  expect(forecastUse(range, [], 0, now)).toBeNull();
});
