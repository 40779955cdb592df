import type { AuditFilter } from '@archipelago/core/audit/audit-filter';
import { getAuditLog } from '@archipelago/core/audit/get-audit-log';
import { searchSql } from '@archipelago/core/audit/search-audit-log';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makeMember, makeWorkspace } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { fillAuditLog } from './fill-audit-log.ts';

let product: OwnProduct;
let workspace: MadeWorkspace;
const rows = 4_000;

beforeAll(async () => {
  product = await startOwnProduct();
  workspace = await makeWorkspace();
  await makeMember(workspace, 'member');
  await fillAuditLog(product.database.observer, workspace, rows);
});
afterAll(() => product.stop());

const list = async (input: Parameters<typeof getAuditLog>[1] = {}) =>
  getAuditLog(await contextFor(workspace.owner, workspace), input);

type Filter = Parameters<typeof getAuditLog>[1];

/** Every id, by going from page to page. */
async function walk(filter: Filter): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page: Awaited<ReturnType<typeof getAuditLog>> = await list({ ...filter, cursor });
    ids.push(...page.items.map(({ id }) => id));
    if (!page.nextCursor) return ids;
    cursor = page.nextCursor;
  }
}

async function expected(condition: string): Promise<string[]> {
  const { rows: found } = await product.database.observer.query<{ id: string }>(
    `select id from audit_event where workspace_id = $1 and ${condition} order by created_at desc, id desc`,
    [workspace.id],
  );
  return found.map(({ id }) => id);
}

describe('walking through the pages finds every entry once, in order', () => {
  test.each([
    ['nothing chosen', () => ({}), () => 'true'],
    ['a person', () => ({ actorId: workspace.owner.userId }), () => `actor_id = '${workspace.owner.userId}'`],
    ['nobody', () => ({ actorId: 'system' }), () => 'actor_id is null'],
    ['an action', () => ({ action: 'post.created' }), () => `action = 'post.created'`],
    ['an area', () => ({ area: 'members' }), () => `action ~ '^(member|invitation)'`],
    [
      'a person in an area',
      () => ({ area: 'members', actorId: workspace.owner.userId }),
      () => `action ~ '^(member|invitation)' and actor_id = '${workspace.owner.userId}'`,
    ],
    ['an action of another area', () => ({ area: 'billing', action: 'post.created' }), () => 'false'],
    ['a kind of thing', () => ({ targetKind: 'invitation' }), () => `target_kind = 'invitation'`],
    [
      'a kind of thing and a person',
      () => ({ targetKind: 'post', actorId: 'system' }),
      () => `target_kind = 'post' and actor_id is null`,
    ],
    ['a text that is rare', () => ({ text: 'ThInG 39' }), () => `target_name ilike '%thing 39%'`],
    [
      'a text and an area',
      () => ({ text: 'thing 1', area: 'posts' }),
      () => `target_name like '%Thing 1%' and action like 'post%'`,
    ],
    ['a text with the signs of a pattern', () => ({ text: 'g_1%' }), () => 'false'],
    ['an address', () => ({ text: '192.0.2.17' }), () => `ip like '%192.0.2.17%'`],
  ] as [string, () => Filter, () => string][])('%s', async (_, filter, condition) => {
    expect(await walk(filter())).toEqual(await expected(condition()));
  });
});

test('going back shows the pages that one came from', async () => {
  for (const filter of [{}, { area: 'posts' as const }, { text: 'thing' }]) {
    const first = await list(filter);
    const second = await list({ ...filter, cursor: first.nextCursor ?? '' });
    const third = await list({ ...filter, cursor: second.nextCursor ?? '' });
    expect(first.previousCursor).toBeNull();
    const back = await list({ ...filter, newer: third.previousCursor ?? '' });
    expect(back.items).toEqual(second.items);
    const top = await list({ ...filter, newer: back.previousCursor ?? '' });
    expect(top.items).toEqual(first.items);
    expect(top.previousCursor).toBeNull();
    expect(top.nextCursor).toBe(first.nextCursor);
  }
});

test('a search that has looked at a thousand entries says how far it came and goes on from there', async () => {
  const page = await list({ text: 'no such thing' });
  expect(page.items).toEqual([]);
  expect(page.searchedTo).toBeInstanceOf(Date);
  expect(await walk({ text: 'no such thing' })).toEqual([]);
});

test('days begin and end by the clock of the workspace', async () => {
  await product.database.observer.query(`update workspace set time_zone = 'Pacific/Auckland' where id = $1`, [
    workspace.id,
  ]);
  const ids = await walk({ from: '2026-11-10', to: '2026-11-11' });
  expect(ids).toEqual(
    await expected(
      `(created_at at time zone 'Pacific/Auckland')::date between '2026-11-10' and '2026-11-11'`,
    ),
  );
  expect(ids.length).toBeGreaterThan(100);
});

test('one statement gives the page, an entry, the total and the team', async () => {
  const ctx = await contextFor(workspace.owner, workspace);
  const [asked] = await walk({ text: 'Thing 77' });
  const before = await product.statements();
  const log = await getAuditLog(ctx, { eventId: asked ?? '' });
  // Begin, the statement, commit.
  expect((await product.statements()) - before).toBe(3);
  expect(log).toMatchObject({ total: rows, event: { id: asked, isIntact: true } });
  expect(log.people).toHaveLength(2);
});

test('an entry of another workspace is none', async () => {
  const other = await makeWorkspace();
  await fillAuditLog(product.database.observer, other, 3);
  const { items } = await getAuditLog(await contextFor(other.owner, other), {});
  expect((await list({ eventId: items[0]?.id ?? '' })).event).toBeNull();
});

test('an entry that was altered says so', async () => {
  const other = await makeWorkspace();
  await fillAuditLog(product.database.observer, other, 3);
  const ctx = await contextFor(other.owner, other);
  const [newest] = (await getAuditLog(ctx, {})).items;
  await product.database.observer.query(`update audit_event set ip = '203.0.113.9' where id = $1`, [
    newest?.id,
  ]);
  expect((await getAuditLog(ctx, { eventId: newest?.id ?? '' })).event).toMatchObject({
    isIntact: false,
  });
});

describe('a page of a long log reads what a page of a log a quarter as long does', () => {
  let short: MadeWorkspace;

  beforeAll(async () => {
    short = await makeWorkspace();
    await makeMember(short, 'member');
    await fillAuditLog(product.database.observer, short, rows / 4);
    await product.database.observer.query('analyze audit_event');
  });

  /** Blocks that the search's own statement touches, as the runtime role. */
  async function blocks({ id }: MadeWorkspace, filter: AuditFilter, cursor?: string): Promise<number> {
    const sql = searchSql({ id, timeZone: 'UTC' }, filter, { cursor, limit: 50 });
    const [row] = await withWorkspace(id, (tx) =>
      rawQuery<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
        tx,
        Prisma.sql`explain (analyze, buffers, format json) select ${sql}`,
      ),
    );
    const plan = row?.['QUERY PLAN'][0].Plan ?? {};
    return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  }

  // Each fills a page of the short log too, action by action, or is in neither.
  test.each([
    ['the first page', () => ({})],
    ['a person', ({ owner }) => ({ actorId: owner.userId })],
    ['an area', () => ({ area: 'members' })],
    ['a person and an area', ({ owner }) => ({ actorId: owner.userId, area: 'members' })],
    ['a kind of thing', () => ({ targetKind: 'invitation' })],
    ['an action without entries', () => ({ action: 'billing.payment_failed' })],
    ['a kind of thing without entries', () => ({ targetKind: 'domain' })],
  ] as [string, (of: MadeWorkspace) => AuditFilter][])('%s', async (_, filter) => {
    const [long, quarter] = [await blocks(workspace, filter(workspace)), await blocks(short, filter(short))];
    expect(long).toBeLessThan(quarter * 1.3 + 20);
  });

  test('a page far back costs what the first one costs', async () => {
    let cursor: string | undefined;
    for (let page = 0; page < 60; page += 1) cursor = (await list({ cursor })).nextCursor ?? undefined;
    expect(await blocks(workspace, {}, cursor)).toBeLessThan((await blocks(workspace, {})) + 20);
  });
});
