import type { UsageReport } from '@archipelago/core/usage/get-usage-report';
import { usageRange } from '@archipelago/core/usage/usage-range';
import { expect, test } from 'vitest';
import { chartBars, chartSize } from './chart-bars.ts';

const now = new Date('2026-11-21T12:00:00Z');

function report(over: Partial<UsageReport> = {}): UsageReport {
  const range = over.range ?? usageRange('month', undefined, now);
  return {
    meter: 'apiRequests',
    range,
    neighbours: { previous: null, next: null },
    meters: [
      { meter: 'apiRequests', used: 210, limit: 10_000 },
      { meter: 'seats', used: 3, limit: 3 },
    ],
    bars: range.steps.map((at, position) => ({
      at,
      used: at > now ? null : position,
      isNow: at.toISOString().startsWith('2026-11-21'),
    })),
    total: 210,
    forecast: null,
    parts: null,
    warnings: [],
    payers: [],
    ...over,
  };
}

test('what is to come has no bar, unless it is foretold', () => {
  expect(chartBars(report()).bars).toHaveLength(21);
  const forecast = { total: 300, days: [{ day: '2026-11-22', used: 10 }] };
  const { bars } = chartBars(report({ forecast }));
  expect(bars.at(-1)).toMatchObject({ kind: 'expected', value: '10', name: 'Sunday 22 November' });
});

test('every bar stands on the axis, inside of the picture', () => {
  for (const { y, height, x, barWidth } of chartBars(report()).bars) {
    expect(y + height).toBeCloseTo(chartSize.bottom);
    expect(y).toBeGreaterThanOrEqual(chartSize.top);
    expect(x).toBeGreaterThanOrEqual(chartSize.left);
    expect(x + barWidth).toBeLessThanOrEqual(chartSize.right);
  }
});

test('the limit is drawn where bars come near it, and never for a day of a month’s limit', () => {
  expect(chartBars(report()).limit).toBeNull();
  const seats = report({ meter: 'seats' });
  expect(chartBars({ ...seats, bars: seats.bars.map((bar) => ({ ...bar, used: 3 })) }).limit?.text).toBe(
    '3 on your plan',
  );
  expect(chartBars({ ...seats, bars: seats.bars.map((bar) => ({ ...bar, used: 1 })) }).limit).toBeNull();
});

test('today is named, and its neighbours leave room for it', () => {
  expect(chartBars(report()).labels.map(({ text }) => text)).toEqual([
    '1 Nov',
    '7 Nov',
    '14 Nov',
    'Today',
    '28 Nov',
  ]);
});
