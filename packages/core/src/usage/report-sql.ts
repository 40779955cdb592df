import { Prisma } from '@archipelago/db/generated/client';
import { breakdownSql, type UsagePart } from './breakdown-sql.ts';
import type { DayOfUse } from './forecast-use.ts';
import { type Meter, meters } from './meters.ts';
import type { Threshold } from './thresholds.ts';
import type { HourOfUse } from './usage-bars.ts';
import { addDays, dayName, startOfDay, type UsageRange } from './usage-range.ts';
import { type UsedNow, usedNowSql } from './used-now.ts';

export interface ReportRow {
  used: UsedNow;
  hours: HourOfUse[];
  days: DayOfUse[];
  months: DayOfUse[];
  parts: UsagePart[] | null;
  warnings: { stored: string; threshold: Threshold; used: number; allowed: number; at: string }[];
  payers: string[];
}

const weeksOfForecast = 4;
const latestWarnings = 6;
const namedPayers = 3;

/** All that the usage page shows of one meter in one range. */
export function reportSql(workspaceId: string, meter: Meter, range: UsageRange, now: Date): Prisma.Sql {
  const id = Prisma.sql`${workspaceId}::uuid`;
  const series = seriesOf[range.step](id, meter, range, now);
  const listIf = (step: UsageRange['step']) =>
    step === range.step
      ? Prisma.sql`(select coalesce(jsonb_agg(to_jsonb(s)), '[]') from (${series}) s)`
      : Prisma.sql`'[]'::jsonb`;
  return Prisma.sql`select ${usedNowSql(workspaceId)} as used,
    ${listIf('hour')} as hours, ${listIf('day')} as days, ${listIf('month')} as months,
    ${breakdownSql(workspaceId, meter, range)} as parts,
    (select coalesce(jsonb_agg(to_jsonb(w)), '[]') from (
      select meter as stored, threshold, used::float8 as used, allowed::float8 as allowed, created_at as at
      from usage_warning u where workspace_id = ${id} and not exists (
        select from usage_warning more where more.workspace_id = u.workspace_id and more.meter = u.meter
          and more.created_at = u.created_at and more.threshold > u.threshold
      )
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

type Series = (id: Prisma.Sql, meter: Meter, range: UsageRange, now: Date) => Prisma.Sql;

const seriesOf: Record<UsageRange['step'], Series> = {
  hour(id, meter, { start, end }) {
    const { stored, isMonthly } = meters[meter];
    const inside = Prisma.sql`select hour, used::float8 as used from usage_hour
      where workspace_id = ${id} and meter = ${stored} and hour >= ${start}::timestamptz and hour < ${end}::timestamptz`;
    if (isMonthly) return inside;
    return Prisma.sql`${inside} union all (select hour, used::float8 from usage_hour
      where workspace_id = ${id} and meter = ${stored} and hour < ${start}::timestamptz order by hour desc limit 1)`;
  },
  day(id, meter, range, now) {
    // A forecast looks at the weeks before today, of which some are in the month before.
    const weeksAgo = addDays(startOfDay(now), -7 * weeksOfForecast);
    const since = new Date(Math.min(range.start.getTime(), weeksAgo.getTime()));
    return Prisma.sql`select day::text as day, sum(used)::float8 as used from usage_day
      where workspace_id = ${id} and meter = ${meters[meter].stored}
        and day >= ${dayName(since)}::date and day < ${dayName(range.end)}::date group by 1`;
  },
  month(id, meter, { start }) {
    const { stored, isMonthly } = meters[meter];
    const since = Prisma.sql`${dayName(start)}::date`;
    if (isMonthly) {
      return Prisma.sql`select period::text as day, used::float8 as used from usage_counter
        where workspace_id = ${id} and meter = ${stored} and period >= ${since}`;
    }
    return Prisma.sql`select distinct on (date_trunc('month', day)) date_trunc('month', day)::date::text as day,
        used::float8 as used from usage_day
      where workspace_id = ${id} and meter = ${stored} and day >= ${since}
      order by date_trunc('month', day), usage_day.day desc`;
  },
};
