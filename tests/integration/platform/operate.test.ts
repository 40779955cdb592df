import { countRefusal } from '@archipelago/core/billing/count-refusals';
import { maxAttempts } from '@archipelago/core/billing/customer-lease';
import { getBillingInbox } from '@archipelago/core/billing/inbox/get-billing-inbox';
import { getStripeEvent } from '@archipelago/core/billing/inbox/get-stripe-event';
import { getWorkspaceBilling } from '@archipelago/core/billing/inbox/get-workspace-billing';
import { replayBilling } from '@archipelago/core/billing/inbox/replay-billing';
import { resyncBilling } from '@archipelago/core/billing/inbox/resync-billing';
import { receiveStripeEvent } from '@archipelago/core/billing/receive-stripe-event';
import { Stripe } from '@archipelago/core/billing/stripe';
import { drain } from '@archipelago/core/jobs/drain';
import { enqueue } from '@archipelago/core/jobs/enqueue';
import type { QueueName } from '@archipelago/core/jobs/queues';
import { listFailedJobs } from '@archipelago/core/platform/list-failed-jobs';
import { retryJob } from '@archipelago/core/platform/retry-job';
import { retryPlatformJob } from '@archipelago/core/platform/retry-platform-job';
import { searchDirectory } from '@archipelago/core/platform/search-directory';
import { withUser } from '@archipelago/db/with-user';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { localSecrets } from '@archipelago/local-cloud/app-environment';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeUser,
  makeWorkspace,
  personContextFor,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { unique } from '../../support/own-database.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { makeOperator } from '../../support/support-factories.ts';
import { eventOf } from '../billing/event-of.ts';
import { startStripeDouble } from '../billing/stripe-double.ts';

let product: OwnProduct;
let stripe: Awaited<ReturnType<typeof startStripeDouble>>;
let olive: MadeUser;
let acme: MadeWorkspace;
let customer: string;

beforeAll(async () => {
  stripe = await startStripeDouble();
  product = await startOwnProduct({ environment: { STRIPE_API_URL: stripe.url } });
  olive = await makeOperator(product, await makeUser({ name: 'Olive' }));
});
afterAll(async () => {
  await product.stop();
  await stripe.stop();
});
beforeEach(async () => {
  await sql('delete from stripe_event');
  await sql('delete from billing_customer');
  await sql('delete from pgboss.job');
  acme = await makeWorkspace({ name: 'Acme' });
  customer = await atStripe(acme);
});

async function sql<Row = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await product.database.observer.query(text, values)).rows as Row[];
}

async function atStripe(workspace: MadeWorkspace): Promise<string> {
  const id = unique('cus_');
  await sql('insert into billing_customer (workspace_id, stripe_customer_id) values ($1, $2)', [
    workspace.id,
    id,
  ]);
  stripe.customers.set(id, [
    { id: unique('sub_'), status: 'active', lookupKey: 'pro_monthly', seats: 1, created: 1_790_000_000 },
  ]);
  return id;
}

async function deliver(event: object, secret: string = localSecrets.stripeWebhookSecret): Promise<number> {
  const payload = JSON.stringify(event);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  const headers = { 'stripe-signature': signature };
  return (await receiveStripeEvent(new Request('http://site/', { method: 'POST', headers, body: payload })))
    .status;
}

/** As if every attempt had failed. */
const giveUp = (id = customer) =>
  sql(
    `update billing_customer set attempts = $2, dead_at = now(), last_error = 'Stripe said no' where stripe_customer_id = $1`,
    [id, maxAttempts],
  );

const inbox = async (input: Parameters<typeof getBillingInbox>[1] = {}) =>
  getBillingInbox(await personContextFor(olive), input);
const here = async () => contextFor(olive, acme);
const work = () => drain(['stripe-customer', 'sync-seats'], new Date(Date.now() + 20_000));
const auditOf = (workspace: MadeWorkspace) =>
  sql<{ action: string; actor_kind: string; actor_name: string; target_name: string }>(
    'select action, actor_kind::text, actor_name, target_name from audit_event where workspace_id = $1 order by sequence',
    [workspace.id],
  );

describe('the billing inbox', () => {
  test('lists who waits, the longest first, until they are synchronised', async () => {
    expect(await inbox()).toMatchObject({ items: [], figures: { waiting: 0, dead: 0, oldestSeconds: null } });
    const globex = await makeWorkspace({ name: 'Globex' });
    const other = await atStripe(globex);
    await deliver(eventOf(customer));
    await sql(
      `update billing_customer set dirty_since = now() - interval '2 hours' where stripe_customer_id = $1`,
      [customer],
    );
    await deliver(eventOf(other));
    const { items, figures } = await inbox();
    expect(
      items.map(({ workspace, state, waitingEvents }) => [workspace.name, state, waitingEvents]),
    ).toEqual([
      ['Acme', 'waiting', 1],
      ['Globex', 'waiting', 1],
    ]);
    expect(figures).toMatchObject({ waiting: 2, dead: 0, events: 2, deliveries: 2 });
    expect(figures.oldestSeconds).toBeGreaterThanOrEqual(7_200);
    await work();
    expect(await inbox()).toMatchObject({ items: [], figures: { waiting: 0, oldestSeconds: null } });
    expect((await inbox()).figures.p95Seconds).not.toBeNull();
  });

  test('a second event does not make the wait any shorter', async () => {
    await deliver(eventOf(customer));
    await sql(`update billing_customer set dirty_since = now() - interval '2 hours'`);
    await deliver(eventOf(customer));
    expect((await inbox()).figures.oldestSeconds).toBeGreaterThanOrEqual(7_200);
    expect((await inbox()).items).toMatchObject([{ waitingEvents: 2 }]);
  });

  test('tells a customer in work, one that is tried again and one that was given up apart', async () => {
    await deliver(eventOf(customer));
    const stateOf = async () => (await inbox()).items[0]?.state;
    await sql(`update billing_customer set lease_until = now() + interval '1 minute', attempts = 1`);
    expect(await stateOf()).toBe('running');
    await sql('update billing_customer set lease_until = null');
    expect(await stateOf()).toBe('retrying');
    await giveUp();
    expect(await stateOf()).toBe('dead');
    const globex = await atStripe(await makeWorkspace());
    await deliver(eventOf(globex));
    expect((await inbox()).items).toHaveLength(2);
    expect((await inbox({ show: 'dead' })).items).toMatchObject([
      { workspace: { name: 'Acme' }, attempts: maxAttempts, lastError: 'Stripe said no' },
    ]);
  });

  test('counts what was delivered twice', async () => {
    const event = eventOf(customer);
    await deliver(event);
    await deliver(event);
    expect((await inbox()).figures).toMatchObject({ events: 1, deliveries: 2 });
  });

  test('counts what was refused at the door, at most one write a minute', async () => {
    const before = (await inbox()).figures.refused.signature;
    const later = Date.now() + 3_600_000;
    await countRefusal('signature', later);
    expect((await inbox()).figures.refused.signature).toBeGreaterThan(before);
    const counted = (await inbox()).figures.refused.signature;
    const statements = await product.statements();
    await countRefusal('signature', later + 1_000);
    await countRefusal('mode', later + 2_000);
    expect(await product.statements()).toBe(statements);
    await countRefusal('signature', later + 60_000);
    const { refused, lastRefusedAt } = (await inbox()).figures;
    expect(refused).toMatchObject({ signature: counted + 2, mode: 1 });
    expect(lastRefusedAt).toEqual(new Date(later + 60_000));
  });

  test('a delivery with another secret is refused and counted, and one that cannot be counted is refused as well', async () => {
    await sql('delete from refused_delivery');
    expect(await deliver(eventOf(customer), 'whsec_somebody_elses_secret')).toBe(400);
    await countRefusal('size', Date.now() + 86_400_000);
    expect((await inbox()).figures.refused).toMatchObject({ signature: 1, size: 1 });
    await product.database.goDown();
    try {
      await countRefusal('size', Date.now() + 2 * 86_400_000);
    } finally {
      await product.database.comeBack();
    }
    expect(await deliver(eventOf(customer), 'whsec_somebody_elses_secret')).toBe(400);
  });

  test('pages through any number of waiting customers without losing or repeating one', async () => {
    await sql(
      `with w as (insert into workspace (id, slug, name)
          select gen_random_uuid(), $1 || n, 'Many' from generate_series(1, 120) n returning id, slug)
        insert into billing_customer (workspace_id, stripe_customer_id, dirty_seq) select id, 'cus_' || replace(slug, '-', ''), 1 from w`,
      [unique('many-')],
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await inbox({ cursor });
      seen.push(...page.items.map(({ stripeCustomerId }) => stripeCustomerId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });
});

describe('one customer', () => {
  test('has its events, newest first, with what was in them but for the people', async () => {
    const event = eventOf(customer, 'invoice.paid') as unknown as { id: string; data: { object: object } };
    Object.assign(event.data.object, { customer_email: 'ada@acme.test', amount_due: 1_200 });
    await deliver(eventOf(customer, 'customer.updated'));
    await deliver(event);
    const ctx = await personContextFor(olive);
    const found = await getWorkspaceBilling(ctx, { slug: acme.slug });
    expect(found).toMatchObject({
      workspace: { name: 'Acme', status: 'active' },
      customer: { stripeCustomerId: customer, state: 'waiting', waitingEvents: 2 },
      items: [
        { id: event.id, type: 'invoice.paid', status: 'pending', deliveries: 1 },
        { type: 'customer.updated' },
      ],
    });
    const seen = await getStripeEvent(ctx, { slug: acme.slug, stripeEventId: event.id });
    expect(JSON.stringify(seen.payload)).toContain('1200');
    expect(JSON.stringify(seen)).not.toContain('ada@acme.test');
    const globex = await makeWorkspace();
    expect(await outcomeOf(getStripeEvent(ctx, { slug: globex.slug, stripeEventId: event.id }))).toBe(
      'NOT_FOUND event-unknown',
    );
    expect(await getWorkspaceBilling(ctx, { slug: globex.slug })).toMatchObject({
      customer: null,
      items: [],
    });
    expect(await outcomeOf(getWorkspaceBilling(ctx, { slug: 'nobody-is-here' }))).toBe('NOT_FOUND');
  });

  test('that was given up is replayed, in the workspace’s own log, and is right afterwards', async () => {
    await deliver(eventOf(customer));
    await giveUp();
    await sql('delete from pgboss.job');
    expect(await outcomeOf(replayBilling(await contextFor(acme.owner, acme), {}))).toBe('NOT_FOUND');
    await replayBilling(await here(), {});
    await work();
    expect(await sql('select plan, status from subscription where workspace_id = $1', [acme.id])).toEqual([
      { plan: 'pro', status: 'active' },
    ]);
    expect((await inbox()).items).toEqual([]);
    expect((await auditOf(acme))[0]).toEqual({
      action: 'billing.replayed',
      actor_kind: 'operator',
      actor_name: 'Olive',
      target_name: 'Acme',
    });
    expect(await outcomeOf(replayBilling(await here(), {}))).toBe('CONFLICT not-given-up');
  });

  test('is read again from Stripe although no event came', async () => {
    await resyncBilling(await here(), {});
    expect((await inbox()).items).toMatchObject([{ state: 'waiting', waitingEvents: 1 }]);
    await work();
    expect(await sql('select plan from subscription where workspace_id = $1', [acme.id])).toEqual([
      { plan: 'pro' },
    ]);
    expect((await auditOf(acme))[0]).toMatchObject({ action: 'billing.resynced', actor_kind: 'operator' });
    const globex = await makeWorkspace();
    expect(await outcomeOf(resyncBilling(await contextFor(olive, globex), {}))).toBe('CONFLICT no-customer');
  });
});

describe('a job that gave up', () => {
  async function deadJob(
    queue: QueueName,
    payload: object,
    key: string = unique('key'),
  ): Promise<{ id: string }> {
    const [job] = await sql<{ id: string }>(
      `insert into pgboss.job (name, data, singleton_key, source_name, source_output)
        values ('dead-letter', $1, $2, $3, '{"message": "The mail server said no."}') returning id`,
      [payload, key, queue],
    );
    if (!job) throw new Error('The job was not added.');
    return job;
  }
  const jobs = async () => (await listFailedJobs(await personContextFor(olive), {})).items;
  const waiting = (queue: string) =>
    sql(`select data, retry_count, retry_limit from pgboss.job where name = $1 and state = 'created'`, [
      queue,
    ]);

  test('is listed with whom it worked for, and not with what it worked on', async () => {
    await deadJob('mail', { message: 'welcome-to-workspace', workspaceId: acme.id, userId: olive.userId });
    await deadJob('stripe-customer', { stripeCustomerId: customer });
    await deadJob('webhook-retention', {});
    const found = await jobs();
    expect(found.map(({ queue, workspace }) => [queue, workspace?.name ?? null])).toEqual([
      ['webhook-retention', null],
      ['stripe-customer', 'Acme'],
      ['mail', 'Acme'],
    ]);
    expect(found[0]?.message).toBe('The mail server said no.');
    expect(JSON.stringify(found)).not.toContain(olive.userId);
  });

  test('of a workspace is sent again with all its attempts, in that workspace’s log', async () => {
    const { id } = await deadJob('purge-site', { workspaceId: acme.id }, acme.id);
    const globex = await makeWorkspace();
    expect(await outcomeOf(retryJob(await contextFor(olive, globex), { jobId: id }))).toBe(
      'NOT_FOUND job-unknown',
    );
    expect(await outcomeOf(retryPlatformJob(await personContextFor(olive), { jobId: id }))).toBe(
      'NOT_FOUND job-unknown',
    );
    expect(await outcomeOf(retryJob(await contextFor(acme.owner, acme), { jobId: id }))).toBe('NOT_FOUND');
    await retryJob(await here(), { jobId: id });
    expect(await jobs()).toEqual([]);
    expect(await waiting('purge-site')).toEqual([
      { data: { workspaceId: acme.id }, retry_count: 0, retry_limit: 8 },
    ]);
    expect(await auditOf(acme)).toMatchObject([
      { action: 'job.retried', actor_kind: 'operator', target_name: 'purge-site' },
    ]);
    expect(await outcomeOf(retryJob(await here(), { jobId: id }))).toBe('NOT_FOUND job-unknown');
  });

  test('whose key has a job waiting already is done with: that one does the same', async () => {
    const { id } = await deadJob('purge-site', { workspaceId: acme.id }, acme.id);
    await withWorkspace(acme.id, (tx) => enqueue(tx, 'purge-site', acme.id, { workspaceId: acme.id }));
    await retryJob(await here(), { jobId: id });
    expect(await waiting('purge-site')).toHaveLength(1);
    expect(await sql(`select 1 from pgboss.job where name = 'dead-letter'`)).toEqual([]);
  });

  test('of the platform is sent again in the operator’s own record', async () => {
    const { id } = await deadJob('webhook-retention', {});
    const ofNobody = await deadJob('sync-seats', { workspaceId: crypto.randomUUID() });
    expect(await outcomeOf(retryJob(await here(), { jobId: id }))).toBe('NOT_FOUND job-unknown');
    const ctx = await personContextFor(olive);
    await retryPlatformJob(ctx, { jobId: id });
    await retryPlatformJob(ctx, { jobId: ofNobody.id });
    expect(await jobs()).toEqual([]);
    expect(await waiting('webhook-retention')).toHaveLength(1);
    const record = await withUser({ userId: olive.userId }, (tx) => tx.personEvent.findMany());
    expect(record.map(({ action }) => action)).toEqual(['platform.job_retried', 'platform.job_retried']);
  });
});

describe('the directory', () => {
  const search = async (input: Parameters<typeof searchDirectory>[1]) =>
    (await searchDirectory(await personContextFor(olive), input)).items.map(({ slug }) => slug);

  test('finds workspaces by the beginning of an address, a Stripe customer or an id', async () => {
    const prefix = unique('dir');
    const first = await makeWorkspace({ slug: `${prefix}-a` });
    await makeWorkspace({ slug: `${prefix}-b` });
    expect(await search({ q: prefix.toUpperCase() })).toEqual([`${prefix}-a`, `${prefix}-b`]);
    expect(await search({ q: prefix, after: `${prefix}-a` })).toEqual([`${prefix}-b`]);
    expect(await search({ q: first.id })).toEqual([first.slug]);
    expect(await search({ q: customer })).toEqual([acme.slug]);
    expect(await search({ q: `${prefix}%` })).toEqual([]);
    expect(await search({})).toContain(first.slug);
  });
});

describe('to whoever is no operator', () => {
  test('the database itself shows no other workspace’s customer, event or count', async () => {
    await deliver(eventOf(customer));
    const seenBy = (userId: string) =>
      withUser({ userId }, async (tx) => [
        await tx.billingCustomer.count(),
        await tx.stripeEvent.count(),
        await tx.refusedDelivery.count(),
      ]);
    expect(await seenBy(acme.owner.userId)).toEqual([0, 0, 0]);
    expect((await seenBy(olive.userId)).slice(0, 2)).toEqual([1, 1]);
    const globex = await makeWorkspace();
    const inGlobex = await withWorkspace(globex.id, (tx) => tx.billingCustomer.count(), {
      userId: olive.userId,
    });
    expect(inGlobex).toBe(0);
  });

  test('an operator’s sight of billing changes nothing', async () => {
    const changed = await withUser({ userId: olive.userId }, (tx) =>
      tx.billingCustomer.updateMany({ data: { attempts: 9 } }),
    );
    expect(changed.count).toBe(0);
  });
});
