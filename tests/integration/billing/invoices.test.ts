import { downloadInvoices } from '@archipelago/core/billing/download-invoices';
import { invoicesSql, listInvoices } from '@archipelago/core/billing/list-invoices';
import { reconcileBilling } from '@archipelago/core/billing/reconcile-billing';
import { syncCustomer } from '@archipelago/core/billing/sync-customer';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { unique } from '../../support/own-database.ts';
import { type BillingWorld, startBillingWorld } from './billing-world.ts';
import { eventOf } from './event-of.ts';
import { addPerson, ownerContext } from './people.ts';
import type { DoubleInvoice } from './stripe-double.ts';

let world: BillingWorld;
let workspaceId: string;
let customer: string;
let subscription: string;
const started = 1_760_000_000;

beforeAll(async () => {
  world = await startBillingWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.stripe.customers.clear();
  world.stripe.invoices.length = 0;
  await world.database.observer.query('delete from billing_reconciliation');
  ({ workspaceId, customer, subscription } = await newCustomer());
});

async function newCustomer() {
  const made = await world.newWorkspace();
  const id = unique('sub_');
  world.stripe.customers.set(made.customer, [
    { id, status: 'active', lookupKey: 'pro_monthly', seats: 1, created: started },
  ]);
  return { ...made, subscription: id };
}

/** Stripe writes an invoice; the last one written is the subscription's latest. */
function bill(over: Partial<DoubleInvoice> = {}): DoubleInvoice {
  const invoice: DoubleInvoice = {
    id: unique('in_'),
    customer,
    subscription,
    status: 'open',
    amount: 1_200,
    finalizedAt: started,
    ...over,
  };
  world.stripe.invoices.push(invoice);
  return invoice;
}

const named = (invoice: { id: string }, type = 'invoice.paid') =>
  eventOf(customer, type, { objectId: invoice.id });

/** Delivers events and works on them; how many requests that took. */
async function tell(...events: ReturnType<typeof eventOf>[]): Promise<number> {
  for (const event of events) await world.store(event);
  const before = world.stripe.requests();
  await world.drain();
  return world.stripe.requests() - before;
}

async function copies(of = workspaceId): Promise<Record<string, string>> {
  const { rows } = await world.database.observer.query<{ id: string; status: string }>(
    'select stripe_invoice_id as id, status from invoice where workspace_id = $1',
    [of],
  );
  return Object.fromEntries(rows.map(({ id, status }) => [id, status]));
}

describe('what a synchronisation reads', () => {
  test('the latest invoice comes with the subscription, in the one request', async () => {
    const latest = bill();
    expect(await tell(named(latest, 'invoice.finalized'), named(latest, 'invoice.payment_failed'))).toBe(1);
    expect(await copies()).toEqual({ [latest.id]: 'open' });
    latest.status = 'paid';
    expect(await tell(named(latest))).toBe(1);
    expect(await copies()).toEqual({ [latest.id]: 'paid' });
  });

  test('late, twice and in the wrong order, the copy is what Stripe has now', async () => {
    const latest = bill({ status: 'paid' });
    const failed = named(latest, 'invoice.payment_failed');
    await tell(named(latest), failed);
    await tell(failed, named(latest, 'invoice.finalized'));
    expect(await copies()).toEqual({ [latest.id]: 'paid' });
  });

  test('an older one is read by its id when an event names it, and never again once it is final', async () => {
    const [older, latest] = [bill(), bill({ status: 'paid' })];
    expect(await tell(named(latest))).toBe(1);
    expect(await tell(named(older, 'invoice.payment_failed'))).toBe(2);
    older.status = 'void';
    expect(await tell(named(older, 'invoice.voided'))).toBe(2);
    expect(await copies()).toEqual({ [older.id]: 'void', [latest.id]: 'paid' });
    expect(await tell(named(older, 'invoice.voided'))).toBe(1);
  });

  test('several older ones cost one request together', async () => {
    const older = [bill({ status: 'paid' }), bill({ status: 'void' }), bill({ status: 'uncollectible' })];
    bill({ status: 'paid' });
    expect(await tell(...older.map((invoice) => named(invoice)))).toBe(2);
    expect(Object.keys(await copies())).toHaveLength(4);
  });

  test('a draft, one that was deleted and one of somebody else are not kept', async () => {
    const other = await newCustomer();
    const theirs = bill({ customer: other.customer, subscription: other.subscription, status: 'paid' });
    const draft = bill({ status: 'draft' });
    await tell(
      named(draft, 'invoice.created'),
      named({ id: 'in_deleted' }, 'invoice.deleted'),
      named(theirs),
    );
    expect(await copies()).toEqual({});
    expect(await world.customer(customer)).toMatchObject({ synced_seq: '3', last_error: null });
  });

  test('1,000 events of 50 customers take at most 60 requests', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => newCustomer()));
    for (const one of made) bill({ ...one, status: 'paid' });
    const types = ['invoice.finalized', 'invoice.paid', 'customer.subscription.updated', 'invoice.updated'];
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(
        made.map((one) => {
          const objectId =
            world.stripe.invoices.find((invoice) => invoice.customer === one.customer)?.id ?? '';
          return world.store(eventOf(one.customer, types[round % types.length], { objectId }));
        }),
      );
    }
    const before = world.stripe.requests();
    while ((await world.drain()).completed > 0);
    expect(world.stripe.requests() - before).toBeLessThanOrEqual(60);
    const { rows } = await world.database.observer.query<{ left: number }>(
      `select count(*)::int as left from stripe_event where status = 'pending'`,
    );
    expect(rows).toEqual([{ left: 0 }]);
  }, 60_000);
});

test('a worker that was overtaken writes no invoice', async () => {
  const latest = bill();
  await world.store(named(latest));
  const slow = syncCustomer(customer, {
    leaseSeconds: 0,
    async onStep(step) {
      if (step !== 'read') return;
      latest.status = 'paid';
      await syncCustomer(customer);
    },
  });
  await expect(slow).rejects.toThrow('newer worker');
  expect(await copies()).toEqual({ [latest.id]: 'paid' });
});

describe('the nightly comparison', () => {
  test('fills in what was billed before we kept copies, once', async () => {
    const history = [bill({ status: 'paid' }), bill({ status: 'void' }), bill({ status: 'paid' })];
    await tell(eventOf(customer));
    expect(Object.keys(await copies())).toHaveLength(1);
    expect(await reconcileBilling()).toMatchObject({ phase: 'done', drifted: 1 });
    expect(await copies()).toEqual(Object.fromEntries(history.map(({ id, status }) => [id, status])));
    expect(await reconcileBilling()).toMatchObject({ phase: 'done', drifted: 0 });
  });

  test('corrects one that is otherwise at Stripe, and leaves a customer of nobody’s alone', async () => {
    const [older] = [bill(), bill({ status: 'paid' })];
    await tell(named(older));
    older.status = 'uncollectible';
    world.stripe.invoices.push({ ...older, id: unique('in_'), customer: unique('cus_') });
    expect(await reconcileBilling()).toMatchObject({ drifted: 1 });
    expect(await copies()).toMatchObject({ [older.id]: 'uncollectible' });
  });

  test('asks for those of since the last time', async () => {
    const asked: (string | null)[] = [];
    world.stripe.beforeAnswer = async ({ url = '' }) => {
      if (url.startsWith('/v1/invoices?'))
        asked.push(new URL(url, 'http://stripe').searchParams.get('created[gte]'));
    };
    const now = new Date();
    await reconcileBilling({ now });
    await reconcileBilling({ now: new Date(now.getTime() + 1) });
    world.stripe.beforeAnswer = async () => {};
    expect(asked).toEqual([null, String(Math.floor(now.getTime() / 1000) - 3_600)]);
  });
});

describe('the list', () => {
  test('has pages, newest first, each invoice once', async () => {
    for (let month = 0; month < 5; month += 1)
      bill({ status: 'paid', finalizedAt: started + month * 86_400 });
    await reconcileBilling();
    const owner = await addPerson(world.database, workspaceId, 'owner');
    const context = await ownerContext(world.database, { id: workspaceId, slug: 'olga' }, owner);
    const seen: Date[] = [];
    let cursor: string | undefined;
    do {
      const page = await listInvoices(context, { cursor, limit: 2 });
      seen.push(...page.items.map(({ issuedAt }) => issuedAt));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.map((date) => date.getTime() / 1000)).toEqual(
      [4, 3, 2, 1, 0].map((month) => started + month * 86_400),
    );
    const { fileName, body } = await downloadInvoices(context);
    expect(fileName).toBe('invoices-olga.csv');
    expect(body.split('\r\n')[1]).toMatch(
      /^"N-\w{4}","2025-10-13","2025-10-13","2025-11-12","paid","USD","12\.00","12\.00","0\.00"$/,
    );
  });

  test('reads its page from the index, however many there are', async () => {
    const plan = await withWorkspace(workspaceId, async (tx) => {
      await tx.$executeRaw`set local enable_seqscan = off`;
      await tx.$executeRaw`set local enable_bitmapscan = off`;
      const page = invoicesSql(workspaceId, undefined, 24);
      return JSON.stringify(await rawQuery(tx, Prisma.sql`explain (format json) ${page}`));
    });
    expect(plan).toContain('invoice_workspace_id_issued_at_id_idx');
    expect(plan).not.toContain('Sort');
  });
});
