import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReportedMeter } from '@archipelago/core/billing/catalogue';
import { catalogueAsStripe } from '@archipelago/core/billing/catalogue-as-stripe';
import { reportUsage } from '@archipelago/core/billing/report-usage';
import { type LocalStripe, startStripe } from '@archipelago/local-cloud/stripe/start-stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MadeWorkspace, makeWorkspace } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { sdk } from '../stripe/local-stripe.ts';

let product: OwnProduct;
let local: LocalStripe;
let dataDirectory: string;

const reported: readonly ReportedMeter[] = [
  { meter: 'apiRequests', eventName: 'api_requests', displayName: 'API requests' },
];

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'local-stripe-'));
  local = await startStripe({ port: 0, webhooks: [], catalogue: catalogueAsStripe(), dataDirectory });
  product = await startOwnProduct({ environment: { STRIPE_API_URL: local.url } });
});
afterAll(async () => {
  await product.stop();
  await local.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

async function rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await product.database.observer.query(sql, values)).rows as Row[];
}

/** A workspace that Stripe knows, with requests of two keys on the last two days and today. */
async function customerWithUse(): Promise<{ workspace: MadeWorkspace; customer: string }> {
  const workspace = await makeWorkspace({ plan: 'pro' });
  const { id: customer } = await sdk(local.url).customers.create({});
  await rows('insert into billing_customer (workspace_id, stripe_customer_id) values ($1, $2)', [
    workspace.id,
    customer,
  ]);
  await rows(
    `insert into usage_day (workspace_id, meter, day, source, used)
      select $1, 'api-requests', (now() at time zone 'UTC')::date - back, key, 10 * (back + 1)
      from generate_series(0, 2) back, unnest('{one,two}'::text[]) key`,
    [workspace.id],
  );
  return { workspace, customer };
}

const received = (customer: string) =>
  Object.values(local.state.meterEvents)
    .filter(({ payload }) => payload.stripe_customer_id === customer)
    .map(({ payload, identifier }) => ({ value: payload.value, identifier }))
    .sort((a, b) => a.identifier.localeCompare(b.identifier));
const outbox = ({ id }: MadeWorkspace) =>
  rows<{ quantity: number; sent: boolean }>(
    `select quantity::int as quantity, sent_at is not null as sent from usage_report where workspace_id = $1 order by day`,
    [id],
  );

test('without a reported meter Stripe is not asked for anything', async () => {
  const { customer } = await customerWithUse();
  await local.conditions.set({ api: 'down' });
  expect(await reportUsage()).toEqual({ sent: 0 });
  await local.conditions.set({ api: 'normal' });
  expect(received(customer)).toEqual([]);
});

test('each day that is over is one event, by a name of its own; today waits', async () => {
  const { workspace, customer } = await customerWithUse();
  await reportUsage(reported);
  expect(received(customer).map(({ value }) => value)).toEqual(['60', '40']);
  for (const { identifier } of received(customer)) {
    expect(identifier).toMatch(new RegExp(`^usage:${workspace.id}:api-requests:\\d{4}-\\d{2}-\\d{2}$`));
  }
  expect(await outbox(workspace)).toEqual([
    { quantity: 60, sent: true },
    { quantity: 40, sent: true },
  ]);
});

test('reporting again, also after the answer was lost, counts nothing twice', async () => {
  const { workspace, customer } = await customerWithUse();
  await reportUsage(reported);
  await reportUsage(reported);
  // As if the worker had been killed between the answer and the mark, and the key was forgotten meanwhile.
  await rows('update usage_report set sent_at = null where workspace_id = $1', [workspace.id]);
  for (const key of Object.keys(local.state.idempotency)) delete local.state.idempotency[key];
  await reportUsage(reported);
  expect(received(customer).map(({ value }) => value)).toEqual(['60', '40']);
  expect((await outbox(workspace)).every(({ sent }) => sent)).toBe(true);
});

test('what Stripe was told of a day does not change with what is written afterwards', async () => {
  const { workspace, customer } = await customerWithUse();
  await reportUsage(reported);
  await rows(`update usage_day set used = 1000 where workspace_id = $1`, [workspace.id]);
  await reportUsage(reported);
  expect(received(customer).map(({ value }) => value)).toEqual(['60', '40']);
});

test('one customer that Stripe refuses does not keep the others waiting, and is tried again', async () => {
  const broken = await customerWithUse();
  const fine = await customerWithUse();
  await rows('update billing_customer set stripe_customer_id = $2 where workspace_id = $1', [
    broken.workspace.id,
    `cus_gone_${broken.workspace.slug}`,
  ]);
  await expect(reportUsage(reported)).rejects.toThrow(/No such customer|no such/i);
  expect(received(fine.customer)).toHaveLength(2);
  expect((await outbox(broken.workspace)).some(({ sent }) => sent)).toBe(false);
  await rows('update billing_customer set stripe_customer_id = $2 where workspace_id = $1', [
    broken.workspace.id,
    broken.customer,
  ]);
  await reportUsage(reported);
  expect(received(broken.customer)).toHaveLength(2);
});
