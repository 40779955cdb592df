import { randomUUID } from 'node:crypto';
import { noticeMoment } from '@archipelago/core/billing/effects/notice-moment';
import { sendQueuedMail } from '@archipelago/core/mail/send-queued-mail';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { unique } from '../../support/own-database.ts';
import { type OwnMailbox, startOwnMailbox } from '../../support/own-mailbox.ts';
import { type BillingWorld, startBillingWorld } from './billing-world.ts';
import { eventOf } from './event-of.ts';
import { addPerson } from './people.ts';
import type { DoubleSubscription } from './stripe-double.ts';

const day = 86_400;
const now = Math.floor(Date.now() / 1000);

let world: BillingWorld;
let mailbox: OwnMailbox;
let customer: string;
let workspaceId: string;
let subscription: DoubleSubscription;

beforeAll(async () => {
  mailbox = await startOwnMailbox();
  world = await startBillingWorld({ SMTP_URL: mailbox.url });
});
afterAll(async () => {
  await world.stop();
  await mailbox.stop();
});
beforeEach(async () => {
  mailbox.mails.length = 0;
  ({ customer, workspaceId } = await world.newWorkspace());
  world.stripe.emails.set(customer, 'bills@acme.test');
  subscription = { id: unique('sub_'), status: 'active', lookupKey: 'pro_monthly', seats: 1, created: now };
  world.stripe.customers.set(customer, [subscription]);
});

/** Something happened at Stripe, and we have heard of it. */
async function hear(type = 'customer.subscription.updated', over: Parameters<typeof eventOf>[2] = {}) {
  await world.store(eventOf(customer, type, over));
  await world.drain();
}

const kinds = async () => (await world.effects(workspaceId)).map(({ kind }) => kind);

/** Sends what is to be sent, twice: a job may run again. The mails that arrived. */
async function mails() {
  for (const { id } of await world.effects(workspaceId)) {
    for (const _attempt of [1, 2]) await sendQueuedMail({ message: 'billing', workspaceId, effectId: id });
  }
  return mailbox.mails.splice(0).map(({ subject, text, to }) => ({
    subject: subject ?? '',
    text: text ?? '',
    to: (to ?? []).map(({ address }) => address),
  }));
}

/** An invoice that nobody has paid since so many days. */
function owe(days: number): string {
  const id = unique('in_');
  world.stripe.invoices.push({ id, customer, status: 'open', amount: 2_400, finalizedAt: now - days * day });
  subscription.status = 'past_due';
  return id;
}

describe('a trial', () => {
  const later = (days: number) => new Date((now + days * day) * 1000);

  beforeEach(async () => {
    Object.assign(subscription, { status: 'trialing', trialEnd: now + 14 * day });
    await hear();
    await mails();
  });

  test('is announced three days and one day before its end, each once', async () => {
    await noticeMoment(workspaceId, later(10.9));
    expect(await kinds()).toEqual(['plan-changed']);
    for (const days of [11, 11.5, 12.9]) await noticeMoment(workspaceId, later(days));
    expect(await mails()).toMatchObject([
      { subject: expect.stringMatching(/^The trial of Pro ends on /), to: ['bills@acme.test'] },
    ]);
    for (const days of [13, 13.5, 14.5]) await noticeMoment(workspaceId, later(days));
    expect(await mails()).toHaveLength(1);
    expect(await kinds()).toEqual(['plan-changed', 'trial-ending', 'trial-ending']);
  });

  test('has a job at each of those moments, asked for once', async () => {
    await hear();
    const { rows } = await world.database.observer.query(
      `select start_after from pgboss.job where name = 'billing-moment' and data->>'workspaceId' = $1 order by 1`,
      [workspaceId],
    );
    expect(rows.map(({ start_after }) => Math.round((start_after.getTime() / 1000 - now) / day))).toEqual([
      11, 13,
    ]);
  });

  test('that is extended is announced again, for its new end', async () => {
    await noticeMoment(workspaceId, later(11.5));
    subscription.trialEnd = now + 30 * day;
    await hear();
    expect(await mails()).toEqual([]);
    await noticeMoment(workspaceId, later(13.5));
    expect(await mails()).toEqual([]);
    await noticeMoment(workspaceId, later(27.5));
    expect(await mails()).toHaveLength(1);
  });

  test('that ended early is not announced any more', async () => {
    await noticeMoment(workspaceId, later(11.5));
    subscription.status = 'active';
    await hear();
    await noticeMoment(workspaceId, later(13.5));
    expect(await mails()).toEqual([]);
  });

  test('is announced by Stripe’s own clock too, where that runs ahead', async () => {
    await hear('customer.subscription.trial_will_end', { created: now + 11 * day });
    await noticeMoment(workspaceId);
    expect(await kinds()).toEqual(['plan-changed', 'trial-ending']);
  });

  test('that nobody paid for ends with a word about Free', async () => {
    subscription.status = 'canceled';
    await hear('customer.subscription.deleted');
    await hear('customer.subscription.updated');
    expect(await mails()).toMatchObject([{ text: expect.stringContaining('Nothing was charged') }]);
  });
});

describe('a payment', () => {
  test('that fails is told once per invoice, with the amount and until when everything works', async () => {
    await hear();
    await mails();
    const invoice = owe(0);
    await hear('invoice.payment_failed', { objectId: invoice });
    await hear('invoice.payment_failed', { objectId: invoice });
    const told = await mails();
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('$24 could not be collected');
    expect(told[0]?.text).toMatch(/Everything goes on working until \d+ \w+ \d{4}/);
    expect(told[0]?.text).toContain(`https://invoice.stripe.test/${invoice}`);
  });

  test('that failed and went through before anybody was told is not told', async () => {
    await hear();
    await mails();
    await hear('invoice.payment_failed', { objectId: unique('in_') });
    expect(await mails()).toEqual([]);
  });

  test('that is made up for is told once', async () => {
    const invoice = owe(2);
    await hear('invoice.payment_failed', { objectId: invoice });
    await mails();
    subscription.status = 'active';
    await hear();
    await hear();
    expect(await mails()).toMatchObject([{ subject: 'Test workspace is paid up again (Test workspace)' }]);
  });

  test('has a receipt, and nothing that was paid with nothing has', async () => {
    await hear();
    await mails();
    const id = unique('in_');
    world.stripe.invoices.push({ id, customer, status: 'paid', amount: 1_250, finalizedAt: now });
    await hear('invoice.paid', { objectId: id, amountPaid: 1_250 });
    await hear('invoice.paid', { objectId: id, amountPaid: 1_250 });
    await hear('invoice.paid', { objectId: unique('in_'), amountPaid: 0 });
    expect(await mails()).toMatchObject([{ subject: 'Receipt for $12.50 (Test workspace)' }]);
  });
});

describe('the plan', () => {
  test('that changes is told, there and back', async () => {
    await hear();
    for (const lookupKey of ['business_monthly', 'pro_monthly', 'pro_yearly']) {
      subscription.lookupKey = lookupKey;
      await hear();
    }
    expect((await mails()).map(({ subject }) => subject)).toEqual(
      ['Pro', 'Business', 'Pro', 'Pro'].map((plan) => `Test workspace is on ${plan} (Test workspace)`),
    );
  });

  test('that is cancelled, resumed and cancelled again is told of what is so', async () => {
    await hear();
    await mails();
    subscription.cancelAt = now + 20 * day;
    await hear();
    subscription.cancelAt = undefined;
    await hear();
    expect(await mails()).toEqual([]);
    subscription.cancelAt = now + 20 * day;
    await hear();
    const told = await mails();
    expect(told.at(-1)?.subject).toMatch(/^Pro was cancelled and ends on /);
    subscription.status = 'canceled';
    await hear();
    expect(await mails()).toMatchObject([{ subject: 'Test workspace is on Free (Test workspace)' }]);
  });
});

describe('days of grace', () => {
  test('count from the oldest open invoice, however many follow', async () => {
    await hear();
    owe(10);
    await hear();
    owe(1);
    await hear();
    const { rows } = await world.database.observer.query(
      'select overdue_since from subscription where workspace_id = $1',
      [workspaceId],
    );
    expect(rows[0].overdue_since.getTime() / 1000).toBe(now - 10 * day);
  });

  test('that run out are told once, without an event, and never in time', async () => {
    owe(13);
    await hear();
    await mails();
    await noticeMoment(workspaceId, new Date((now + day - 60) * 1000));
    expect(await kinds()).not.toContain('read-only');
    for (const after of [0, 60]) await noticeMoment(workspaceId, new Date((now + day + after) * 1000));
    expect((await kinds()).filter((kind) => kind === 'read-only')).toHaveLength(1);
  });

  test('are over when Stripe has given up, and the recovery is told', async () => {
    owe(3);
    await hear();
    subscription.status = 'unpaid';
    await hear();
    expect((await mails()).at(-1)?.subject).toBe('Test workspace can only be read now (Test workspace)');
    subscription.status = 'active';
    await hear();
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      'Test workspace is paid up again (Test workspace)',
    ]);
  });
});

describe('a mail', () => {
  test('goes to the owners when the bills go to nobody', async () => {
    world.stripe.emails.delete(customer);
    await addPerson(world.database, workspaceId, 'owner');
    await addPerson(world.database, workspaceId, 'owner');
    await addPerson(world.database, workspaceId, 'admin');
    await hear();
    const [told] = await mails();
    expect(told?.to).toHaveLength(2);
    expect(told?.text).toContain('because you are an owner of Test workspace');
  });

  test('of an effect that is not there is none', async () => {
    await sendQueuedMail({ message: 'billing', workspaceId, effectId: randomUUID() });
    expect(mailbox.mails).toEqual([]);
  });
});
