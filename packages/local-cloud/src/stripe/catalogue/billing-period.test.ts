import { describe, expect, test } from 'vitest';
import { afterIntervals, periodEndAfter } from './billing-period.ts';

const every = (interval: 'day' | 'week' | 'month' | 'year', interval_count = 1) => ({
  interval,
  interval_count,
  meter: null,
  trial_period_days: null,
  usage_type: 'licensed' as const,
});
const at = (iso: string) => Date.parse(`${iso}T10:00:00Z`) / 1000;
const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);

describe('a billing period', () => {
  test('anchored on 31 January ends on each month’s last day and returns to the 31st', () => {
    const ends = [1, 2, 3, 4, 5].map((count) => day(afterIntervals(at('2027-01-31'), every('month'), count)));
    expect(ends).toEqual(['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31', '2027-06-30']);
  });

  test('anchored on 29 February ends on the 28th until the next leap year', () => {
    const ends = [1, 2, 3, 4].map((count) => day(afterIntervals(at('2028-02-29'), every('year'), count)));
    expect(ends).toEqual(['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']);
  });

  test('of several days, weeks or months counts them all', () => {
    expect(day(afterIntervals(at('2027-01-01'), every('day', 3), 2))).toBe('2027-01-07');
    expect(day(afterIntervals(at('2027-01-01'), every('week', 2), 1))).toBe('2027-01-15');
    expect(day(afterIntervals(at('2027-01-01'), every('month', 3), 1))).toBe('2027-04-01');
  });

  test('ends after its start on the rhythm of the anchor, however long ago that was', () => {
    const anchor = at('2026-01-31');
    expect(day(periodEndAfter(at('2027-02-28'), anchor, every('month')))).toBe('2027-03-31');
    expect(day(periodEndAfter(at('2027-03-30'), anchor, every('month')))).toBe('2027-03-31');
  });
});
