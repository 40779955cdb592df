import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { enqueue } from '../jobs/enqueue.ts';
import { type Meter, meters } from './meters.ts';
import { crossesThreshold } from './thresholds.ts';

/** The meters that are counted as things happen; the others are counted as they stand. */
export type MonthlyMeter = {
  [Name in Meter]: (typeof meters)[Name]['isMonthly'] extends true ? Name : never;
}[Meter];

export interface CountedUse {
  workspaceId: string;
  meter: MonthlyMeter;
  /** Through what: a kind of mail, an API key's id. */
  source: string;
  amount: number;
  /** What the plan has for a month. */
  allowed: number;
  /** Counts nothing, and answers false, when it would not fit. */
  onlyIfItFits?: boolean;
}

/**
 * Counts by the month, the day and the hour, in the transaction of the change that uses it: all exist exactly when that is
 * committed. Asks for the warnings when a share of the limit is crossed. Two that count at once wait for each other, so that
 * what fits is decided on the true total.
 */
export async function countUse(
  tx: Transaction,
  { workspaceId, meter, source, amount, allowed, onlyIfItFits = false }: CountedUse,
): Promise<boolean> {
  if (amount <= 0) return true;
  const { stored } = meters[meter];
  const most = onlyIfItFits ? allowed : Number.MAX_SAFE_INTEGER;
  if (amount > most) return false;
  const [month] = await rawQuery<{ used: number }>(
    tx,
    Prisma.sql`with counted as (
        insert into usage_counter as c (workspace_id, meter, period, used)
        values (${workspaceId}::uuid, ${stored}, date_trunc('month', now() at time zone 'UTC')::date, ${amount}::bigint)
        on conflict (workspace_id, meter, period) do update set used = c.used + excluded.used
          where c.used + excluded.used <= ${most}::bigint
        returning used
      ), by_day as (
        insert into usage_day as d (workspace_id, meter, day, source, used)
        select ${workspaceId}::uuid, ${stored}::text, (now() at time zone 'UTC')::date, ${source}::text, ${amount}::bigint from counted
        on conflict (workspace_id, meter, day, source) do update set used = d.used + excluded.used
      ), by_hour as (
        insert into usage_hour as h (workspace_id, meter, hour, used)
        select ${workspaceId}::uuid, ${stored}::text, date_trunc('hour', now(), 'UTC'), ${amount}::bigint from counted
        on conflict (workspace_id, meter, hour) do update set used = h.used + excluded.used
      )
      select used::float8 as used from counted`,
  );
  if (!month) return false;
  if (crossesThreshold(month.used - amount, month.used, allowed)) {
    await enqueue(tx, 'measure-workspace', workspaceId, { workspaceId });
  }
  return true;
}
