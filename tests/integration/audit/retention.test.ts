import { getAuditLog } from '@archipelago/core/audit/get-audit-log';
import { trimAuditLogs } from '@archipelago/core/audit/trim-audit-logs';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { verifyAuditLog } from '@archipelago/local-cloud/database/verify-audit-log';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makeWorkspace } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

/** One row a day, `days` days back, up to now; and every other day a second one. */
async function logOf({ id }: MadeWorkspace, days: number): Promise<void> {
  await product.database.observer.query(
    `insert into audit_event (workspace_id, actor_kind, actor_name, action, target_kind, target_name, request_id, created_at)
      select $1, 'system', 'Stripe', 'billing.plan_changed', 'subscription', 'Day ' || day, 'x', now() - day * interval '1 day'
      from generate_series($2::int, 0, -1) day`,
    [id, days],
  );
}

async function state({ id, slug }: MadeWorkspace) {
  const { rows } = await product.database.observer.query<{ rows: number; oldest: number; trims: number }>(
    `select count(*)::int as rows, max(extract(day from now() - created_at))::int as oldest,
        count(*) filter (where action = 'audit.trimmed')::int as trims
      from audit_event where workspace_id = $1`,
    [id],
  );
  for await (const report of verifyAuditLog(product.database.DATABASE_URL, slug)) {
    return { ...rows[0], break: report.break };
  }
  throw new Error('Nothing was verified.');
}

const trim = ({ id }: MadeWorkspace, days: number | null, batch = 1_000) =>
  withWorkspace(id, (tx) =>
    rawQuery<{ n: number }>(tx, Prisma.sql`select app.trim_audit_log(${days}::int, ${batch}::int) as n`),
  );

describe('every night', () => {
  let free: MadeWorkspace;
  let pro: MadeWorkspace;

  beforeEach(async () => {
    [free, pro] = [await makeWorkspace(), await makeWorkspace({ plan: 'pro' })];
    await logOf(free, 400);
    await logOf(pro, 400);
    await trimAuditLogs();
  });

  test('each workspace loses what its plan keeps no longer, says so, and can still be verified', async () => {
    expect(await state(free)).toEqual({ rows: 31, oldest: 29, trims: 1, break: null });
    expect(await state(pro)).toEqual({ rows: 366, oldest: 364, trims: 1, break: null });
    const { items } = await getAuditLog(await contextFor(free.owner, free), {});
    expect(items[0]).toMatchObject({
      action: 'audit.trimmed',
      actorKind: 'system',
      actorName: 'Retention',
      targetName: '371 entries older than 30 days',
      changes: { entries: { from: 371, to: 0 } },
    });
    const oldest = await getAuditLog(await contextFor(free.owner, free), { text: 'Day 29' });
    const { event } = await getAuditLog(await contextFor(free.owner, free), {
      eventId: oldest.items[0]?.id ?? '',
    });
    expect(event).toMatchObject({ isIntact: true });
  });

  test('and the second time nothing', async () => {
    await trimAuditLogs();
    expect(await state(free)).toEqual({ rows: 31, oldest: 29, trims: 1, break: null });
  });

  test('the total counts what is left', async () => {
    expect((await getAuditLog(await contextFor(free.owner, free), {})).total).toBe(31);
  });
});

test('a long log goes in batches and stays whole after each', async () => {
  const workspace = await makeWorkspace();
  await logOf(workspace, 100);
  await expect(trim(workspace, 30, 20)).resolves.toEqual([{ n: 20 }]);
  expect(await state(workspace)).toMatchObject({ oldest: 80, break: null });
  await expect(trim(workspace, 30, 20)).resolves.toEqual([{ n: 20 }]);
  expect(await state(workspace)).toMatchObject({ oldest: 60, trims: 2, break: null });
});

test('what is recorded while the log is trimmed is kept', async () => {
  const workspace = await makeWorkspace();
  await logOf(workspace, 90);
  const writing = Array.from({ length: 10 }, () => logOf(workspace, 0));
  await Promise.all([trim(workspace, 30, 7), ...writing, trim(workspace, 30, 1_000)]);
  expect(await state(workspace)).toMatchObject({ break: null });
});

test('an entry that lies behind a younger one stays until that one goes', async () => {
  const workspace = await makeWorkspace();
  await logOf(workspace, 10);
  await logOf(workspace, 90);
  await expect(trim(workspace, 30)).resolves.toEqual([{ n: 0 }]);
  expect(await state(workspace)).toMatchObject({ rows: 102, trims: 0 });
});

describe('the function that removes', () => {
  test.each([29, 0, -1, null])('refuses a retention of %s days', async (days) => {
    const workspace = await makeWorkspace();
    await logOf(workspace, 60);
    await expect(trim(workspace, days)).rejects.toThrow('audit_retention_too_short');
    expect(await state(workspace)).toMatchObject({ rows: 61 });
  });

  test('removes only from the workspace that was entered', async () => {
    const [own, other] = [await makeWorkspace(), await makeWorkspace()];
    await logOf(own, 60);
    await logOf(other, 60);
    await trim(own, 30);
    expect(await state(other)).toMatchObject({ rows: 61, break: null });
    const { observer } = product.database;
    const { rows } = await observer.query('select app.trim_audit_log(30, 1000) as n');
    expect(rows).toEqual([{ n: 0 }]);
    expect(await state(other)).toMatchObject({ rows: 61 });
  });

  test('is no way to make its own records vanish one by one for ever', async () => {
    const workspace = await makeWorkspace();
    await product.database.observer.query(
      `insert into audit_event (workspace_id, actor_kind, actor_name, action, target_kind, target_name, request_id, created_at)
        values ($1, 'system', 'Retention', 'audit.trimmed', 'audit_log', 'x', 'x', now() - interval '99 days')`,
      [workspace.id],
    );
    await expect(trim(workspace, 30)).resolves.toEqual([{ n: 0 }]);
  });
});
