import { catalogueAsStripe } from '@archipelago/core/billing/catalogue-as-stripe';
import { paymentStanding } from '@archipelago/core/billing/payment-standing';
import { priceId } from '@archipelago/core/billing/price-id';
import { stripe } from '@archipelago/core/billing/stripe';
import { sendQueuedMail } from '@archipelago/core/mail/send-queued-mail';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { type LocalStripe, startStripe } from '@archipelago/local-cloud/stripe/start-stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startOwnDatabase } from '../../support/own-database.ts';
import { type OwnMailbox, startOwnMailbox } from '../../support/own-mailbox.ts';
import { startWorld, webhookSecret } from './billing-world.ts';

const day = 86_400;

let world: Awaited<ReturnType<typeof startLocalWorld>>;
let mailbox: OwnMailbox;
let customer: string;
let workspaceId: string;

async function startLocalWorld() {
  return startWorld(
    await startOwnDatabase(),
    (url): Promise<LocalStripe> =>
      startStripe({
        port: 0,
        dataDirectory: null,
        webhooks: [{ url, secrets: [webhookSecret] }],
        catalogue: catalogueAsStripe(),
        retryDelays: [10, 10, 10],
        reorderWithin: 50,
      }),
    { SMTP_URL: mailbox.url },
  );
}

beforeAll(async () => {
  mailbox = await startOwnMailbox();
  world = await startLocalWorld();
});
afterAll(async () => {
  await world.stop();
  await mailbox.stop();
});

/** Everything that Stripe sent has arrived and been worked on, and every mail was tried twice. */
async function settle(): Promise<void> {
  await world.stripe.deliveriesIdle();
  await world.site.settled();
  await world.skipDelays();
  await world.drain();
  for (const { id } of await world.effects(workspaceId)) {
    for (const _attempt of [1, 2]) await sendQueuedMail({ message: 'billing', workspaceId, effectId: id });
  }
}

const advance = async (days: number) => {
  await world.stripe.clock.advance(world.stripe.clock.now() + days * day);
  await settle();
};

const subjects = () =>
  mailbox.mails.splice(0).map(({ subject }) => subject?.replace(' (Test workspace)', ''));

const standing = () =>
  withWorkspace(workspaceId, async (tx) =>
    paymentStanding(await tx.subscription.findUnique({ where: { workspaceId } })),
  );

/** Everything is paid with this card from now on. */
async function useCard(card: string): Promise<void> {
  const { id } = await stripe().paymentMethods.attach(card, { customer });
  await stripe().customers.update(customer, { invoice_settings: { default_payment_method: id } });
}

describe.each(['normal', 'twice', 'reversed'] as const)('with webhooks delivered %s', (webhooks) => {
  beforeAll(async () => {
    await world.stripe.conditions.set({ webhooks, afterLastFailure: 'past_due' });
    ({ id: customer } = await stripe().customers.create({ email: 'bills@acme.test' }));
    ({ workspaceId } = await world.newWorkspace(customer));
    await useCard('pm_card_visa');
    await stripe().subscriptions.create({
      customer,
      items: [{ price: await priceId('pro', 'month'), quantity: 1 }],
    });
    await settle();
  });

  test('the first payment brings the plan and a receipt', async () => {
    expect(subjects().sort()).toEqual(['Receipt for $12', 'Test workspace is on Pro']);
    expect(await standing()).toEqual({ state: 'settled' });
  });

  test('a renewal that fails begins fourteen days of grace, and is told once for all its attempts', async () => {
    await useCard('pm_card_chargeCustomerFail');
    await advance(32);
    const { state, until } = (await standing()) as { state: string; until: Date };
    expect(state).toBe('grace');
    await advance(4);
    expect(await standing()).toEqual({ state, until });
    expect(subjects()).toEqual(['A payment for Test workspace did not go through']);
  });

  test('after them it is read-only, by Stripe’s clock, and that is told', async () => {
    await advance(12);
    expect(await standing()).toEqual({ state: 'read-only' });
    expect(subjects()).toEqual(['Test workspace can only be read now']);
  });

  test('paying the bill makes everything work at once, and is told with a receipt', async () => {
    await useCard('pm_card_visa');
    const open = await stripe().invoices.list({ customer, status: 'open' });
    for (const { id } of open.data) await stripe().invoices.pay(id ?? '');
    await settle();
    expect(await standing()).toEqual({ state: 'settled' });
    expect(subjects().sort()).toEqual(['Receipt for $12', 'Test workspace is paid up again']);
  });

  test('its end is told once, and it is Free', async () => {
    const [running] = (await stripe().subscriptions.list({ customer })).data;
    await stripe().subscriptions.cancel(running?.id ?? '');
    await settle();
    expect(await standing()).toEqual({ state: 'settled' });
    expect(subjects()).toEqual(['Test workspace is on Free']);
  });
});
