import { describe, expect, test } from 'vitest';
import { neighboursOf, usageRange } from './usage-range.ts';

const now = new Date('2026-11-21T16:30:00Z');
const day = (date: Date | undefined) => date?.toISOString().slice(0, 10);

describe('what a chart shows', () => {
  test('a day is its hours, today unless one of the last week is asked for', () => {
    const { start, end, step, steps } = usageRange('day', undefined, now);
    expect([day(start), day(end), step, steps.length]).toEqual(['2026-11-21', '2026-11-22', 'hour', 24]);
    expect(steps[16]?.toISOString()).toBe('2026-11-21T16:00:00.000Z');
    expect(day(usageRange('day', '2026-11-14', now).start)).toBe('2026-11-14');
  });

  test.each(['2026-11-22', '2026-11-13', '2026-11-32', '2026-11'])(
    '%s is no day that can be shown',
    (asked) => {
      expect(day(usageRange('day', asked, now).start)).toBe('2026-11-21');
    },
  );

  test('a week is the last seven days, today among them', () => {
    const { start, end, steps } = usageRange('week', undefined, now);
    expect([day(start), day(end), steps.length]).toEqual(['2026-11-15', '2026-11-22', 7]);
  });

  test('a month is a calendar month, the present one unless another is asked for', () => {
    expect(usageRange('month', undefined, now).steps).toHaveLength(30);
    const february = usageRange('month', '2026-02', now);
    expect([day(february.start), day(february.end), february.steps.length]).toEqual([
      '2026-02-01',
      '2026-03-01',
      28,
    ]);
  });

  test('a year is twelve months, the present one among them', () => {
    const { start, end, steps } = usageRange('year', undefined, now);
    expect([day(start), day(end), steps.length]).toEqual(['2025-12-01', '2026-12-01', 12]);
    expect(day(steps.at(-1))).toBe('2026-11-01');
  });

  test.each(['2027-01', '2020-01', '2026-13', 'x', '2026-11-01'])(
    '%s is no month that can be shown',
    (month) => {
      expect(day(usageRange('month', month, now).start)).toBe('2026-11-01');
    },
  );
});

test('one can go back a week of days, and forward to today', () => {
  expect(neighboursOf(usageRange('day', undefined, now), now)).toEqual({
    previous: '2026-11-20',
    next: null,
  });
  expect(neighboursOf(usageRange('day', '2026-11-14', now), now)).toEqual({
    previous: null,
    next: '2026-11-15',
  });
});

test('one can go back for as long as days are kept, and forward to the present month', () => {
  expect(neighboursOf(usageRange('month', undefined, now), now)).toEqual({ previous: '2026-10', next: null });
  expect(neighboursOf(usageRange('month', '2026-10', now), now)).toEqual({
    previous: '2026-09',
    next: '2026-11',
  });
  expect(neighboursOf(usageRange('month', '2024-11', now), now).previous).toBeNull();
});
