import { startCheckout } from '@archipelago/core/billing/start-checkout';
import { stripe } from '@archipelago/core/billing/stripe';
import { syncSeats } from '@archipelago/core/billing/sync-seats';
import { sendQueuedMail } from '@archipelago/core/mail/send-queued-mail';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnMailbox, startOwnMailbox } from '../../support/own-mailbox.ts';
import {
  contextOfOwner,
  customerOf,
  type LocalWorkspace,
  type LocalWorld,
  liveSubscriptions,
  newLocalWorkspace,
  payAtCheckout,
  settle,
  startLocalWorld,
} from './local-world.ts';
import { addPerson } from './people.ts';

const day = 86_400;
const seatPrice = 1_200;

/** Where a rhythm of the 31st comes to, through a common February and a leap one. */
const renewals = [
  '2027-01-31',
  '2027-02-28',
  '2027-03-31',
  '2027-04-30',
  '2027-05-31',
  '2027-06-30',
  '2027-07-31',
  '2027-08-31',
  '2027-09-30',
  '2027-10-31',
  '2027-11-30',
  '2027-12-31',
  '2028-01-31',
  '2028-02-29',
  '2028-03-31',
];

let world: LocalWorld;
let mailbox: OwnMailbox;
let workspace: LocalWorkspace;
const mails: string[] = [];

beforeAll(async () => {
  mailbox = await startOwnMailbox();
  world = await startLocalWorld({ SMTP_URL: mailbox.url });
  await world.stripe.clock.advance(Date.UTC(2027, 0, 31, 10) / 1000);
  workspace = await newLocalWorkspace(world);
});
afterAll(async () => {
  await world.stop();
  await mailbox.stop();
});

/** Moves Stripe's clock; then everything has arrived and been worked on, and every mail was tried twice. */
async function passUntil(moment: number): Promise<void> {
  await world.stripe.clock.advance(moment);
  await settle(world);
  for (const { id } of await world.effects(workspace.id)) {
    const mail = { message: 'billing', workspaceId: workspace.id, effectId: id } as const;
    for (const _attempt of [1, 2]) await sendQueuedMail(mail);
  }
  mails.push(...mailbox.mails.splice(0).map(({ subject }) => subject ?? ''));
}

async function held() {
  const customer = await customerOf(world, workspace.id);
  const { rows } = await world.database.observer.query(
    'select status, seats, current_period_start as start, current_period_end as end from subscription where workspace_id = $1',
    [workspace.id],
  );
  const list = await stripe().invoices.list({ customer, limit: 100 });
  return { customer, row: rows[0], invoices: list.data };
}

const dateOf = (date: Date) => date.toISOString().slice(0, 10);
const receipts = () => mails.filter((subject) => subject.startsWith('Receipt for '));

test('thirteen months from a 31st are thirteen invoices and thirteen receipts, each renewal in our copy', {
  timeout: 120_000,
}, async () => {
  const { url } = await startCheckout(await contextOfOwner(world, workspace), {
    plan: 'pro',
    interval: 'month',
  });
  expect((await payAtCheckout(url)).status).toBe(303);
  await passUntil(world.stripe.clock.now());

  let added = 0;
  for (const [month, begins] of renewals.slice(0, -1).entries()) {
    const { row, invoices } = await held();
    expect([dateOf(row.start), dateOf(row.end)]).toEqual([begins, renewals[month + 1]]);
    expect(row.status).toBe('active');
    expect(invoices).toHaveLength(month + 1);
    expect(invoices[0]).toMatchObject({ status: 'paid', amount_paid: row.seats * seatPrice + added });
    expect(receipts()).toHaveLength(month + 1);
    if (month === 12) expect(new Set(invoices.map(({ number }) => number)).size).toBe(13);
    const [start, end] = [row.start.getTime() / 1000, row.end.getTime() / 1000];
    added = month === 5 ? await addSomebody(start, end) : 0;
    if (month < 13) await passUntil(end + 2 * 3_600);
  }
  expect(mails.filter((subject) => !subject.startsWith('Receipt for '))).toHaveLength(1);
});

/** In the middle of a period: what the next invoice has to add for the rest of it, in cents. */
async function addSomebody(start: number, end: number): Promise<number> {
  await world.stripe.clock.advance(start + Math.floor((end - start) / 3));
  await addPerson(world.database, workspace.id, 'member');
  await syncSeats(workspace.id);
  await settle(world);
  const { customer } = await held();
  const pending = world.stripe.state.pendingLines.filter((line) => line.customer === customer);
  // Stripe gives back what two seats had left of the period, and charges what three have.
  const left = (end - world.stripe.clock.now()) / (end - start);
  const wanted = Math.round(3 * seatPrice * left) - Math.round(2 * seatPrice * left);
  expect(pending.reduce((sum, { line }) => sum + line.amount, 0)).toBe(wanted);
  return wanted;
}

test('a card that fails four times is told once, and then the plan has ended', async () => {
  mails.length = 0;
  const { customer, row } = await held();
  const [subscription] = await liveSubscriptions(world, workspace.id);
  const { id: card } = await stripe().paymentMethods.attach('pm_card_chargeCustomerFail', { customer });
  await stripe().subscriptions.update(subscription?.id ?? '', { default_payment_method: card });

  const failed = row.end.getTime() / 1000;
  for (const [attempt, days] of [0, 3, 8, 15].entries()) {
    await passUntil(failed + days * day + 3 * 3_600);
    const [invoice] = (await held()).invoices;
    expect(invoice).toMatchObject({ status: 'open', attempt_count: attempt + 1 });
    expect((await held()).row.status).toBe(attempt < 3 ? 'past_due' : 'canceled');
  }
  const { rows } = await world.database.observer.query(
    `select 1 from stripe_event where stripe_customer_id = $1 and type = 'invoice.payment_failed'
     and status = 'processed'`,
    [customer],
  );
  expect(rows).toHaveLength(4);
  expect(mails).toEqual([
    expect.stringContaining('did not go through'),
    expect.stringContaining('is on Free'),
  ]);
});
