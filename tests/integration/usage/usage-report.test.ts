import { downloadUsage } from '@archipelago/core/usage/download-usage';
import { getUsageReport } from '@archipelago/core/usage/get-usage-report';
import { measureWorkspace } from '@archipelago/core/usage/measure-workspace';
import { addDays, dayName, startOfDay } from '@archipelago/core/usage/usage-range';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeApiKey } from '../../support/connection-factories.ts';
import {
  contextFor,
  type MadeWorkspace,
  makeInvitation,
  makeMember,
  makePost,
  makeRole,
  makeWorkspace,
} from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { callApi } from '../api/call-api.ts';

let product: OwnProduct;
let acme: MadeWorkspace;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro' });
});

const today = startOfDay(new Date());
const back = (days: number) => dayName(addDays(today, -days));
const context = () => contextFor(acme.owner, acme);
const used = (meter: string, day: string, amount: number, source = '') =>
  product.database.observer.query(
    'insert into usage_day (workspace_id, meter, day, source, used) values ($1, $2, $3, $4, $5)',
    [acme.id, meter, day, source, amount],
  );

const hourUsed = (meter: string, hour: string, amount: number) =>
  product.database.observer.query(
    'insert into usage_hour (workspace_id, meter, hour, used) values ($1, $2, $3, $4)',
    [acme.id, meter, hour, amount],
  );

describe('the report', () => {
  test('costs one statement, whatever it shows', async () => {
    const ctx = await context();
    for (const asked of [
      {},
      { meter: 'posts', period: 'year' },
      { meter: 'emails', period: 'week' },
      { meter: 'seats', period: 'day' },
    ] as const) {
      const before = await product.statements();
      await getUsageReport(ctx, asked);
      // With the begin and the commit around it.
      expect((await product.statements()) - before).toBe(3);
    }
  });

  test('adds up a day over all its keys, and a day without any is none', async () => {
    const [first, second] = [await makeApiKey(acme, { name: 'Warehouse' }), await makeApiKey(acme)];
    await used('api-requests', back(1), 30, first.id);
    await used('api-requests', back(1), 12, second.id);
    await used('api-requests', back(2), 5, 'a-key-that-was-erased');
    const { bars, total, parts } = await getUsageReport(await context(), { period: 'week' });
    expect(bars.map((bar) => bar.used)).toEqual([0, 0, 0, 0, 5, 42, 0]);
    expect(bars.map(({ isNow }) => isNow)).toEqual([false, false, false, false, false, false, true]);
    expect(total).toBe(47);
    expect(parts?.map(({ name, kind, owner, used: amount }) => [name, kind, owner, amount])).toEqual([
      ['Warehouse', 'api-key', acme.owner.name, 30],
      [second.name, 'api-key', acme.owner.name, 12],
      ['A key that is gone', 'gone-key', null, 5],
    ]);
  });

  test('of a day has what was counted in each of its hours, and that of no other', async () => {
    const { token } = await makeApiKey(acme);
    await hourUsed('api-requests', `${back(1)}T23:00Z`, 7);
    await hourUsed('api-requests', `${back(2)}T05:00Z`, 3);
    await callApi('GET', '/posts', { token });
    const now = await getUsageReport(await context(), { period: 'day' });
    const hour = new Date().getUTCHours();
    expect(now.bars.map((bar) => bar.used)).toEqual(
      Array.from({ length: 24 }, (_, at) => (at > hour ? null : at === hour ? 1 : 0)),
    );
    const yesterday = await getUsageReport(await context(), { period: 'day', day: back(1) });
    expect(yesterday.bars.map((bar) => bar.used)).toEqual([...Array(23).fill(0), 7]);
    expect([yesterday.total, yesterday.neighbours]).toEqual([7, { previous: back(2), next: back(0) }]);
  });

  test('of a day has what stood from one change to the next', async () => {
    await hourUsed('seats', `${back(9)}T10:00Z`, 2);
    await hourUsed('seats', `${back(1)}T06:00Z`, 5);
    const { bars } = await getUsageReport(await context(), { meter: 'seats', period: 'day', day: back(1) });
    expect(bars.map((bar) => bar.used)).toEqual([...Array(6).fill(2), ...Array(18).fill(5)]);
    const before = await getUsageReport(await context(), { meter: 'posts', period: 'day', day: back(1) });
    expect(before.bars.every((bar) => bar.used === null)).toBe(true);
  });

  test('tells of each key how many of its requests were answered with an error', async () => {
    const { token } = await makeApiKey(acme, { name: 'Old importer', scopes: ['posts:read'] });
    await callApi('GET', '/posts', { token });
    expect((await callApi('GET', '/posts/00000000-0000-4000-8000-000000000000', { token })).status).toBe(404);
    expect((await callApi('DELETE', '/posts', { token })).status).toBe(405);
    expect((await callApi('GET', '/nothing', { token })).status).toBe(404);
    expect((await callApi('GET', '/members', { token })).status).toBe(403);
    const { parts } = await getUsageReport(await context(), { period: 'day' });
    expect(parts).toMatchObject([{ name: 'Old importer', used: 5, failed: 4 }]);
  });

  test('of what stands begins with the first day it was measured, and is live today', async () => {
    await used('posts', back(2), 4);
    await Promise.all([makePost(acme), makePost(acme)]);
    const { bars, total, parts } = await getUsageReport(await context(), { meter: 'posts', period: 'week' });
    expect(bars.map((bar) => bar.used)).toEqual([null, null, null, null, 4, null, 2]);
    expect(total).toBe(2);
    expect(parts).toMatchObject([{ name: acme.owner.name, kind: 'person', used: 2 }]);
  });

  test('of a year has a month’s sum of what is counted, and its last measurement of what stands', async () => {
    await product.database.observer.query(
      `insert into usage_counter (workspace_id, meter, period, used)
        values ($1, 'emails', date_trunc('month', now() at time zone 'UTC') - interval '2 months', 700)`,
      [acme.id],
    );
    const emails = await getUsageReport(await context(), { meter: 'emails', period: 'year' });
    expect(emails.bars).toHaveLength(12);
    expect(emails.bars.at(-3)?.used).toBe(700);
    expect(emails.total).toBe(700);
    const month = dayName(emails.range.steps.at(-2) ?? today).slice(0, 7);
    await used('seats', `${month}-03`, 5);
    await used('seats', `${month}-20`, 9);
    const seats = await getUsageReport(await context(), { meter: 'seats', period: 'year' });
    expect(seats.bars.slice(-3).map((bar) => bar.used)).toEqual([null, 9, 1]);
  });

  test('tells seats by role, with those that open invitations hold', async () => {
    await makeMember(acme, 'admin');
    await makeMember(acme, 'guest');
    await makeInvitation(acme);
    const { parts, total } = await getUsageReport(await context(), { meter: 'seats' });
    expect(parts?.map(({ name, used: amount }) => [name, amount])).toEqual([
      ['admin', 1],
      ['invited', 1],
      ['owner', 1],
    ]);
    expect(total).toBe(3);
  });

  test('has the latest warnings, and names whoever may pay', async () => {
    const role = await makeRole(acme, ['dashboard:view', 'billing:read', 'billing:manage']);
    const payer = await makeMember(acme, 'member', undefined, { customRoleId: role.id });
    await makeMember(acme, 'admin');
    await product.database.observer.query(
      `insert into usage_counter (workspace_id, meter, period, used)
        values ($1, 'emails', date_trunc('month', now() at time zone 'UTC'), 8214)`,
      [acme.id],
    );
    await measureWorkspace(acme.id);
    const { warnings, payers } = await getUsageReport(await context(), {});
    expect(warnings).toEqual([
      { meter: 'emails', threshold: 80, used: 8_214, allowed: 10_000, at: expect.any(Date), stands: true },
    ]);
    expect(payers).toEqual([acme.owner.name, payer.name]);
  });
});

test('the file has a line for each day and meter of the period, the oldest first', async () => {
  await used('emails', back(1), 3, 'digest');
  await used('emails', back(1), 4, 'invitation');
  await used('storage', back(3), 2_048);
  await used('emails', back(9), 1, 'digest');
  const { body, fileName } = await downloadUsage(await context(), { period: 'week' });
  expect(body).toBe(
    `\ufeff"day","meter","used"\r\n"${back(3)}","storageBytes","2048"\r\n"${back(1)}","emails","7"\r\n`,
  );
  expect(fileName).toBe(`usage-${back(6)}-to-${back(0)}.csv`);
});

test('a program reads what is used of every meter, and the days of a month', async () => {
  const { token } = await makeApiKey(acme, { scopes: ['usage:read'] });
  const now = await callApi('GET', '/usage', { token });
  expect(now.json.meters.map(({ meter }: { meter: string }) => meter)).toEqual([
    'apiRequests',
    'emails',
    'storageBytes',
    'seats',
    'posts',
    'apiKeys',
    'customDomains',
  ]);
  expect(now.json.meters[0]).toEqual({ meter: 'apiRequests', used: 1, limit: 250_000, isMonthly: true });
  const days = await callApi('GET', `/usage/days?month=${back(0).slice(0, 7)}`, { token });
  expect(days.json.days).toEqual([{ day: back(0), meter: 'apiRequests', used: 2 }]);
  expect((await callApi('GET', '/usage/days?month=2026-13', { token })).status).toBe(400);
  expect((await callApi('GET', '/usage/days?period=century', { token })).status).toBe(400);
});
