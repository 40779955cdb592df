import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { query } from '../registry/query.ts';
import type { UsagePart } from './breakdown-sql.ts';
import { type Forecast, forecastUse } from './forecast-use.ts';
import { type Meter, meterNames, meterStoredAs, meters } from './meters.ts';
import { type ReportRow, reportSql } from './report-sql.ts';
import { type Threshold, thresholdsReached } from './thresholds.ts';
import { barsOf, type UsageBar } from './usage-bars.ts';
import { startAsked, usagePeriodFields } from './usage-input.ts';
import { neighboursOf, type UsageRange, usageRange } from './usage-range.ts';

export interface UsageReport {
  meter: Meter;
  range: UsageRange;
  neighbours: { previous: string | null; next: string | null };
  /** What is used now of every meter, beside what the plan has. */
  meters: { meter: Meter; used: number; limit: number }[];
  bars: UsageBar[];
  /** Of what is counted: in the whole range. Of what stands: now. */
  total: number;
  forecast: Forecast | null;
  /** The largest first; null for a meter that is not made up of parts. */
  parts: UsagePart[] | null;
  /** The latest warnings of all meters, the newest first. `stands` while the present plan is used as much. */
  warnings: {
    meter: Meter;
    threshold: Threshold;
    used: number;
    allowed: number;
    at: Date;
    stands: boolean;
  }[];
  /** Who is told of them and can choose a larger plan: names, at most three. */
  payers: string[];
}

/** The usage page, in one statement. */
export const getUsageReport = query({
  name: 'get-usage-report',
  permission: 'usage:read',
  input: z.strictObject({ meter: z.enum(meterNames).default('apiRequests'), ...usagePeriodFields }),
  async run({ tx, workspace, entitlements }, { meter, ...asked }): Promise<UsageReport> {
    const now = new Date();
    const range = usageRange(asked.period, startAsked(asked), now);
    const [row] = await rawQuery<ReportRow>(tx, reportSql(workspace.id, meter, range, now));
    if (!row) throw new Error('The usage statement returned no row.');
    const bars = barsOf(meter, range, row, row.used[meter], now);
    const { isMonthly } = meters[meter];
    const counted = bars.reduce((sum, { used }) => sum + (used ?? 0), 0);
    return {
      meter,
      range,
      neighbours: neighboursOf(range, now),
      meters: meterNames.map((name) => ({
        meter: name,
        used: row.used[name],
        limit: entitlements[meters[name].limit],
      })),
      bars,
      total: isMonthly ? counted : row.used[meter],
      forecast: isMonthly ? forecastUse(range, row.days, counted, now) : null,
      parts: row.parts,
      warnings: row.warnings.flatMap(({ stored, at, ...warning }) => {
        const warned = meterStoredAs(stored);
        if (!warned) return [];
        const reached = thresholdsReached(row.used[warned], entitlements[meters[warned].limit]);
        return [{ ...warning, meter: warned, at: new Date(at), stands: reached.includes(warning.threshold) }];
      }),
      payers: row.payers,
    };
  },
});
