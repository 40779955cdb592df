import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { query } from '../registry/query.ts';
import { breakdownSql, type UsagePart } from './breakdown-sql.ts';
import { type DayOfUse, type Forecast, forecastUse } from './forecast-use.ts';
import { type Meter, meterNames, meterStoredAs, meters } from './meters.ts';
import type { Threshold } from './thresholds.ts';
import { usagePeriodFields } from './usage-input.ts';
import { addDays, dayName, neighboursOf, startOfDay, type UsageRange, usageRange } from './usage-range.ts';
import { type UsedNow, usedNowSql } from './used-now.ts';

export interface UsageBar {
  /** The first day of what it stands for, in UTC. */
  at: Date;
  /** Null when nothing is known of it: to come, or from before it was measured. */
  used: number | null;
  isNow: boolean;
}

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
  /** The latest warnings of all meters, the newest first. */
  warnings: { meter: Meter; threshold: Threshold; used: number; allowed: number; at: Date }[];
  /** Who is told of them and can choose a larger plan: names, at most three. */
  payers: string[];
}

interface Row {
  used: UsedNow;
  days: DayOfUse[];
  months: DayOfUse[];
  parts: UsagePart[] | null;
  warnings: { stored: string; threshold: Threshold; used: number; allowed: number; at: string }[];
  payers: string[];
}

const weeksOfForecast = 4;
const latestWarnings = 6;
const namedPayers = 3;

/** The usage page, in one statement. */
export const getUsageReport = query({
  name: 'get-usage-report',
  permission: 'usage:read',
  input: z.strictObject({ meter: z.enum(meterNames).default('apiRequests'), ...usagePeriodFields }),
  async run({ tx, workspace, entitlements }, { meter, period, month }): Promise<UsageReport> {
    const now = new Date();
    const range = usageRange(period, month, now);
    const [row] = await rawQuery<Row>(tx, reportSql(workspace.id, meter, range, now));
    if (!row) throw new Error('The usage statement returned no row.');
    const bars = barsOf(meter, range, row, now);
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
        return warned ? [{ ...warning, meter: warned, at: new Date(at) }] : [];
      }),
      payers: row.payers,
    };
  },
});

function reportSql(workspaceId: string, meter: Meter, range: UsageRange, now: Date): Prisma.Sql {
  const id = Prisma.sql`${workspaceId}::uuid`;
  const { stored, isMonthly } = meters[meter];
  const today = startOfDay(now);
  // A forecast looks at the weeks before today, of which some are in the month before.
  const since = new Date(Math.min(range.start.getTime(), addDays(today, -7 * weeksOfForecast).getTime()));
  const byMonth = isMonthly
    ? Prisma.sql`select period::text as day, used::float8 as used from usage_counter
        where workspace_id = ${id} and meter = ${stored} and period >= ${dayName(range.start)}::date`
    : Prisma.sql`select distinct on (date_trunc('month', day)) date_trunc('month', day)::date::text as day,
          used::float8 as used from usage_day
        where workspace_id = ${id} and meter = ${stored} and day >= ${dayName(range.start)}::date
        order by date_trunc('month', day), usage_day.day desc`;
  const byDay = Prisma.sql`select day::text as day, sum(used)::float8 as used from usage_day
    where workspace_id = ${id} and meter = ${stored} and day >= ${dayName(since)}::date and day < ${dayName(range.end)}::date group by 1`;
  const isYear = range.step === 'month';
  return Prisma.sql`select ${usedNowSql(workspaceId)} as used,
    ${isYear ? Prisma.sql`'[]'::jsonb` : Prisma.sql`(select coalesce(jsonb_agg(to_jsonb(d)), '[]') from (${byDay}) d)`} as days,
    ${isYear ? Prisma.sql`(select coalesce(jsonb_agg(to_jsonb(m)), '[]') from (${byMonth}) m)` : Prisma.sql`'[]'::jsonb`} as months,
    ${breakdownSql(workspaceId, meter, range)} as parts,
    (select coalesce(jsonb_agg(to_jsonb(w)), '[]') from (
      select meter as stored, threshold, used::float8 as used, allowed::float8 as allowed, created_at as at
      from usage_warning where workspace_id = ${id}
      order by period desc, created_at desc, threshold desc, meter limit ${latestWarnings}
    ) w) as warnings,
    (select coalesce(jsonb_agg(p.name), '[]') from (
      select u.name from member m join "user" u on u.id = m.user_id
      left join custom_role r on r.workspace_id = m.workspace_id and r.id = m.custom_role_id
      where m.workspace_id = ${id} and m.role <> 'guest' and m.blocked_at is null
        and (case when r.id is null then m.role = 'owner' else 'billing:manage' = any(r.permissions) end)
      order by m.role, u.name limit ${namedPayers}
    ) p) as payers`;
}

/** What stands is known from the first day it was measured; what is counted was none where there is no row. */
function barsOf(meter: Meter, range: UsageRange, { used, days, months }: Row, now: Date): UsageBar[] {
  const { isMonthly } = meters[meter];
  const known = new Map((range.step === 'day' ? days : months).map(({ day, used: amount }) => [day, amount]));
  return range.steps.map((at, position) => {
    const next = range.steps[position + 1] ?? range.end;
    const isNow = at <= now && now < next;
    const measured = known.get(dayName(at));
    if (at > now) return { at, used: null, isNow };
    if (isNow && !isMonthly) return { at, used: used[meter], isNow };
    return { at, used: measured ?? (isMonthly ? 0 : null), isNow };
  });
}
