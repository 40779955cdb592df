import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Entitlements } from '../billing/catalogue.ts';
import { entitlementsOf, type SubscriptionStanding } from '../billing/entitlements-of.ts';
import { poke } from '../jobs/poke.ts';
import { backgroundFunctionOf } from '../jobs/queues.ts';
import { type Meter, meterNames, meterStoredAs, meters, writeUse } from './meters.ts';
import { type Threshold, thresholdsReached } from './thresholds.ts';
import { type UsedNow, usedNowSql } from './used-now.ts';

interface Warning {
  meter: Meter;
  threshold: Threshold;
}

const gauges = meterNames.filter((meter) => !meters[meter].isMonthly);

/**
 * Measures one workspace: writes down what stands today, for the charts, and warns of every share of a limit that was
 * reached. Once a month, share and size of the limit: what is counted by the month is warned of as it fills; what is counted
 * as it stands only when it had been below since, or under another limit. Running again, or twice at once, adds nothing.
 */
export async function measureWorkspace(workspaceId: string): Promise<{ warned: Warning[] }> {
  const warned = await withWorkspace(workspaceId, async (tx) => {
    const found = await read(tx, workspaceId);
    if (found?.status !== 'active') return [];
    const entitlements = entitlementsOf(found.subscription);
    await keepDay(tx, workspaceId, found.used);
    await keepHour(tx, workspaceId, found.used);
    await endWarnings(tx, workspaceId, found.used, entitlements);
    const added = await addWarnings(tx, workspaceId, found.used, entitlements);
    // Whoever jumps over both hears of the limit alone.
    const told = added.filter(
      ({ meter, threshold }) => !added.some((other) => other.meter === meter && other.threshold > threshold),
    );
    for (const warning of told) await record(tx, workspaceId, warning, found.used, entitlements);
    return told;
  });
  if (warned.length > 0) await poke(backgroundFunctionOf('workspace-event'));
  return { warned };
}

interface Found {
  status: string;
  used: UsedNow;
  subscription: SubscriptionStanding | null;
}

async function read(tx: Transaction, workspaceId: string): Promise<Found | undefined> {
  const [found] = await rawQuery<Found>(
    tx,
    Prisma.sql`select w.status::text, ${usedNowSql(workspaceId)} as used,
        (select jsonb_build_object('plan', s.plan, 'status', s.status) from subscription s
          where s.workspace_id = w.id) as subscription
      from workspace w where w.id = ${workspaceId}::uuid`,
  );
  return found;
}

async function keepDay(tx: Transaction, workspaceId: string, used: UsedNow): Promise<void> {
  const rows = gauges.map(
    (meter) =>
      Prisma.sql`(${workspaceId}::uuid, ${meters[meter].stored}, (now() at time zone 'UTC')::date, ${used[meter]}::bigint)`,
  );
  await rawQuery(
    tx,
    Prisma.sql`insert into usage_day as d (workspace_id, meter, day, used) values ${Prisma.join(rows)}
      on conflict (workspace_id, meter, day, source) do update set used = excluded.used where d.used <> excluded.used`,
  );
}

/** An hour has a row when it changed what stands: most hours do not. */
async function keepHour(tx: Transaction, workspaceId: string, used: UsedNow): Promise<void> {
  const rows = gauges.map((meter) => Prisma.sql`(${meters[meter].stored}::text, ${used[meter]}::bigint)`);
  await rawQuery(
    tx,
    Prisma.sql`insert into usage_hour as h (workspace_id, meter, hour, used)
      select ${workspaceId}::uuid, v.meter, date_trunc('hour', now(), 'UTC'), v.used
      from (values ${Prisma.join(rows)}) as v (meter, used)
      where v.used is distinct from (select l.used from usage_hour l
        where l.workspace_id = ${workspaceId}::uuid and l.meter = v.meter order by l.hour desc limit 1)
      on conflict (workspace_id, meter, hour) do update set used = excluded.used`,
  );
}

/** What stands below a share again may be warned of once more. */
async function endWarnings(
  tx: Transaction,
  workspaceId: string,
  used: UsedNow,
  entitlements: Entitlements,
): Promise<void> {
  const standing = gauges.flatMap((meter) =>
    thresholdsReached(used[meter], entitlements[meters[meter].limit]).map((threshold) => ({
      meter,
      threshold,
    })),
  );
  await rawQuery(
    tx,
    Prisma.sql`update usage_warning set ended_at = now()
      where workspace_id = ${workspaceId}::uuid and ended_at is null
        and meter = any(${gauges.map((meter) => meters[meter].stored)}::text[])
        and not exists (select from ${listOf(standing)} where standing.meter = usage_warning.meter
          and standing.threshold = usage_warning.threshold)`,
  );
}

async function addWarnings(
  tx: Transaction,
  workspaceId: string,
  used: UsedNow,
  entitlements: Entitlements,
): Promise<Warning[]> {
  const reached = meterNames.flatMap((meter) =>
    thresholdsReached(used[meter], entitlements[meters[meter].limit]).map((threshold) => ({
      meter,
      threshold,
    })),
  );
  if (reached.length === 0) return [];
  const rows = reached.map(
    ({ meter, threshold }) =>
      Prisma.sql`(${meters[meter].stored}::text, ${threshold}::int, ${used[meter]}::bigint,
        ${entitlements[meters[meter].limit]}::bigint, ${!meters[meter].isMonthly}::boolean)`,
  );
  const added = await rawQuery<{ stored: string; threshold: Threshold }>(
    tx,
    Prisma.sql`insert into usage_warning (workspace_id, meter, period, threshold, used, allowed)
      select ${workspaceId}::uuid, r.meter, date_trunc('month', now() at time zone 'UTC')::date, r.threshold, r.used, r.allowed
      from (values ${Prisma.join(rows)}) as r (meter, threshold, used, allowed, stands)
      where not (r.stands and exists (
        select from usage_warning w where w.workspace_id = ${workspaceId}::uuid and w.meter = r.meter
          and w.threshold = r.threshold and w.allowed = r.allowed and w.ended_at is null
      ))
      on conflict (workspace_id, meter, period, threshold, allowed) do nothing
      returning meter as stored, threshold::int as threshold`,
  );
  return added.flatMap(({ stored, threshold }) => {
    const meter = meterStoredAs(stored);
    return meter ? [{ meter, threshold }] : [];
  });
}

function listOf(standing: readonly Warning[]): Prisma.Sql {
  return Prisma.sql`unnest(${standing.map(({ meter }) => meters[meter].stored)}::text[],
    ${standing.map(({ threshold }) => threshold)}::int[]) as standing (meter, threshold)`;
}

/** The audit row, from which notifications, mails and webhooks follow, each once. */
async function record(
  tx: Transaction,
  workspaceId: string,
  { meter, threshold }: Warning,
  used: UsedNow,
  entitlements: Entitlements,
): Promise<void> {
  const allowed = entitlements[meters[meter].limit];
  await recordAuditEvent(tx, {
    workspaceId,
    actor: { kind: 'system', name: 'Metering' },
    request: { requestId: `usage:${meters[meter].stored}:${threshold}`, ip: null, country: null },
    action: threshold === 100 ? 'usage.limit_reached' : 'usage.limit_near',
    targetKind: 'meter',
    targetId: null,
    targetName: `${writeUse(meter, used[meter])} of ${writeUse(meter, allowed)} ${meters[meter].noun}`,
    changes: {
      meter: { from: null, to: meter },
      used: { from: null, to: used[meter] },
      limit: { from: null, to: allowed },
    },
  });
}
