export interface ChartScale {
  /** The top of the axis: at least the largest value. */
  top: number;
  /** What the axis is marked at, from nothing to the top. */
  ticks: number[];
}

const steps = [1, 2, 2.5, 5, 10];

/**
 * An axis from nothing to a little above the largest value, in three to five even steps of round figures: of tens for
 * counts, of two to the tenth for bytes. Whole steps only, so that nobody reads of half a post.
 */
export function chartScale(largest: number, unit: 'count' | 'bytes' = 'count'): ChartScale {
  const base = unit === 'bytes' ? 1024 ** Math.floor(Math.log(Math.max(largest, 1)) / Math.log(1024)) : 1;
  const rough = Math.max(largest, 1) / base / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const round = steps.find((step) => step * magnitude >= rough) ?? 10;
  const step = Math.max(unit === 'count' ? 1 : 0, round * magnitude) * base;
  const whole = unit === 'count' ? Math.ceil(step) : step;
  const count = Math.max(1, Math.ceil(Math.max(largest, 1) / whole));
  return { top: whole * count, ticks: Array.from({ length: count + 1 }, (_, position) => position * whole) };
}
