import type { UsageReport } from '@archipelago/core/usage/get-usage-report';
import { meters, writeUse } from '@archipelago/core/usage/meters';
import { chartScale } from './chart-scale.ts';
import { stepText, tickText } from './usage-dates.ts';

export const chartSize = { width: 960, height: 300, left: 60, right: 946, top: 26, bottom: 262 } as const;

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

/** The geometry of a usage chart, in the units of `chartSize`. */
export function chartBars({ meter, range, bars, forecast, meters: all }: UsageReport): DrawnChart {
  const { isMonthly } = meters[meter];
  const expected = new Map(forecast?.days.map(({ day, used }) => [day, used]));
  const limit = all.find((one) => one.meter === meter)?.limit ?? 0;
  const amounts = bars.map(({ at, used }) => used ?? expected.get(at.toISOString().slice(0, 10)) ?? null);
  const largest = Math.max(1, ...amounts.map((amount) => amount ?? 0));
  // A day's use is not what a month's limit is for.
  const hasLimit = (!isMonthly || range.step === 'month') && limit > 0 && largest >= limit * limitInSight;
  const { top, ticks } = chartScale(
    hasLimit ? Math.max(largest, limit) : largest,
    meter === 'storageBytes' ? 'bytes' : 'count',
  );
  const { left, right, bottom } = chartSize;
  const slot = (right - left) / bars.length;
  const yOf = (amount: number) => bottom - (amount / top) * (bottom - chartSize.top);
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
    labels: labelsOf(range.period, bars).map(({ position, isNow }) => ({
      x: left + slot * (position + 0.5),
      text: isNow && range.step === 'day' ? 'Today' : tickText(bars[position]?.at ?? range.start, range),
      isNow,
    })),
    limit: hasLimit ? { y: yOf(limit), text: `${writeUse(meter, limit)} on your plan` } : null,
  };
}

/** Every bar of a few; of a month each seventh, and today, without one beside it. */
function labelsOf(
  period: UsageReport['range']['period'],
  bars: UsageReport['bars'],
): { position: number; isNow: boolean }[] {
  const today = bars.findIndex(({ isNow }) => isNow);
  return bars.flatMap(({ isNow }, position) => {
    const isRegular = period !== 'month' || position === 0 || (position + 1) % 7 === 0;
    const isCrowded = period === 'month' && today >= 0 && !isNow && Math.abs(position - today) < 3;
    return isNow || (isRegular && !isCrowded) ? [{ position, isNow }] : [];
  });
}

const compact = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });

function shortly(meter: UsageReport['meter'], amount: number): string {
  if (amount === 0) return '0';
  return meter === 'storageBytes' ? writeUse(meter, amount) : compact.format(amount).toLowerCase();
}
