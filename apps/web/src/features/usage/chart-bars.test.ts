import type { UsageReport } from '@archipelago/core/usage/get-usage-report';
import { usageRange } from '@archipelago/core/usage/usage-range';
import { expect, test } from 'vitest';
import { chartBars, chartSizes } from './chart-bars.ts';

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
    expect(y + height).toBeCloseTo(chartSizes.wide.bottom);
    expect(y).toBeGreaterThanOrEqual(chartSizes.wide.top);
    expect(x).toBeGreaterThanOrEqual(chartSizes.wide.left);
    expect(x + barWidth).toBeLessThanOrEqual(chartSizes.wide.right);
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

test('a month on a phone is all in the picture, with as much room between its names', () => {
  const { bars, labels } = chartBars(report(), chartSizes.narrow);
  expect(
    bars.every(({ x, barWidth }) => x >= chartSizes.narrow.left && x + barWidth <= chartSizes.narrow.right),
  ).toBe(true);
  const places = labels.map(({ x }) => x);
  expect(places.every((x, position) => position === 0 || x - (places[position - 1] ?? 0) >= 36)).toBe(true);
});

test('of a day every third hour is named, and the present one', () => {
  const range = usageRange('day', undefined, now);
  const bars = range.steps.map((at) => ({ at, used: at > now ? null : 1, isNow: at.getUTCHours() === 12 }));
  const { labels, bars: drawn } = chartBars(report({ range, bars }));
  expect(labels.map(({ text }) => text)).toEqual([
    '00:00',
    '03:00',
    '06:00',
    '09:00',
    'Now',
    '15:00',
    '18:00',
    '21:00',
  ]);
  expect(drawn[12]?.name).toBe('12:00 to 13:00');
});

test('one of something, or nothing of it, does not fill the picture', () => {
  const domains = report({ meter: 'customDomains', bars: report().bars.map((bar) => ({ ...bar, used: 1 })) });
  expect(chartBars(domains).ticks.map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4']);
  const storage = report({ meter: 'storageBytes', bars: report().bars.map((bar) => ({ ...bar, used: 0 })) });
  expect(chartBars(storage).ticks.map(({ text }) => text)).toEqual(['0', '1 KB', '2 KB', '3 KB', '4 KB']);
});
