import type { UsageReport } from '@archipelago/core/usage/get-usage-report';
import { meters, writeUse } from '@archipelago/core/usage/meters';
import { chartScale } from './chart-scale.ts';
import { stepText, tickText } from './usage-dates.ts';

export interface ChartSize {
  width: number;
  height: number;
  /** The plot in it. */
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A phone has a drawing of its own: all of it is seen, and its letters are as large as elsewhere. */
export const chartSizes = {
  wide: { width: 960, height: 300, left: 60, right: 946, top: 26, bottom: 262 },
  narrow: { width: 340, height: 232, left: 38, right: 338, top: 26, bottom: 198 },
} as const satisfies Record<string, ChartSize>;

export interface ChartBar {
  kind: 'counted' | 'expected';
  /** The stretch of the axis it stands on, and the bar in it. */
  from: number;
  width: number;
  x: number;
  y: number;
  barWidth: number;
  height: number;
  /** `Saturday 21 November`, and `4,247` or `3.1 GB`. */
  name: string;
  value: string;
}

export interface DrawnChart {
  bars: ChartBar[];
  ticks: { y: number; text: string }[];
  labels: { x: number; text: string; isNow: boolean }[];
  /** Where the plan ends, when that is in the picture. */
  limit: { y: number; text: string } | null;
}

/** From how much of the axis on the limit is drawn: further up it would only press the bars together. */
const limitInSight = 0.5;

/** An axis that is no shorter: one domain, or none, is no full chart. */
const leastTop = { count: 4, bytes: 4 * 1024 } as const;

/** The geometry of a usage chart, in the units of its size. */
export function chartBars(
  { meter, range, bars, forecast, meters: all }: UsageReport,
  size: ChartSize = chartSizes.wide,
): DrawnChart {
  const { isMonthly } = meters[meter];
  const expected = new Map(forecast?.days.map(({ day, used }) => [day, used]));
  const limit = all.find((one) => one.meter === meter)?.limit ?? 0;
  const amounts = bars.map(({ at, used }) => used ?? expected.get(at.toISOString().slice(0, 10)) ?? null);
  const unit = meter === 'storageBytes' ? 'bytes' : 'count';
  const largest = Math.max(1, ...amounts.map((amount) => amount ?? 0));
  // A day's use is not what a month's limit is for.
  const hasLimit = (!isMonthly || range.step === 'month') && limit > 0 && largest >= limit * limitInSight;
  const { top, ticks } = chartScale(Math.max(largest, leastTop[unit], hasLimit ? limit : 0), unit);
  const { left, right, bottom } = size;
  const slot = (right - left) / bars.length;
  const yOf = (amount: number) => bottom - (amount / top) * (bottom - size.top);
  const barWidth = Math.min(56, slot * 0.8);
  return {
    bars: bars.flatMap(({ at, used }, position): ChartBar[] => {
      const amount = amounts[position];
      if (amount === null || amount === undefined) return [];
      const from = left + slot * position;
      const y = yOf(amount);
      return [
        {
          kind: used === null ? 'expected' : 'counted',
          from,
          width: slot,
          x: from + (slot - barWidth) / 2,
          y,
          barWidth,
          height: bottom - y,
          name: stepText(at, range),
          value: writeUse(meter, amount),
        },
      ];
    }),
    ticks: ticks.map((amount) => ({ y: yOf(amount), text: shortly(meter, amount) })),
    labels: labelsOf(range.period, bars, size).map(({ position, isNow }) => ({
      x: left + slot * (position + 0.5),
      text:
        isNow && range.step !== 'month'
          ? nowText[range.step]
          : tickText(bars[position]?.at ?? range.start, range),
      isNow,
    })),
    limit: hasLimit ? { y: yOf(limit), text: `${writeUse(meter, limit)} on your plan` } : null,
  };
}

const nowText = { hour: 'Now', day: 'Today' } as const;

/** Which bars are named, from which one on: of a day every few hours, of a month each seventh day, of a year from its end. */
const named = {
  wide: { day: [0, 3], week: [0, 1], month: [6, 7], year: [0, 1] },
  narrow: { day: [0, 6], week: [0, 1], month: [6, 7], year: [1, 2] },
} as const;

/** Regular ones, the first of a month, and the present one without another beside it. */
function labelsOf(
  period: UsageReport['range']['period'],
  bars: UsageReport['bars'],
  { width }: ChartSize,
): { position: number; isNow: boolean }[] {
  const isNarrow = width < chartSizes.wide.width;
  const [first, each] = named[isNarrow ? 'narrow' : 'wide'][period];
  const room = period === 'month' || period === 'day' ? (isNarrow ? 4 : period === 'day' ? 2 : 3) : 1;
  const present = bars.findIndex(({ isNow }) => isNow);
  return bars.flatMap(({ isNow }, position) => {
    const isRegular = position % each === first % each || (period === 'month' && position === 0);
    const isCrowded = present >= 0 && !isNow && Math.abs(position - present) < room;
    return isNow || (isRegular && !isCrowded) ? [{ position, isNow }] : [];
  });
}

const compact = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });

function shortly(meter: UsageReport['meter'], amount: number): string {
  if (amount === 0) return '0';
  return meter === 'storageBytes' ? writeUse(meter, amount) : compact.format(amount).toLowerCase();
}
