import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { card, customerWithCard, post, priceId, startLocalStripe } from './local-stripe.ts';

const urls = { success_url: 'http://acme.localhost:8888/done', cancel_url: 'http://acme.localhost:8888/' };

async function subscribed(currency?: string) {
  const { local, stripe } = await startLocalStripe();
  const customer = await customerWithCard(stripe, 'pm_card_visa');
  const price = await priceId(stripe, 'pro_monthly');
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price, quantity: 2 }],
    ...(currency && { currency }),
    expand: ['latest_invoice'],
  });
  return { local, stripe, customer, price, subscription };
}

function checkoutFor(stripe: Stripe, customer: string, price: string, currency: string) {
  return stripe.checkout.sessions.create({
    mode: 'subscription',
    customer,
    currency,
    line_items: [{ price, quantity: 3 }],
    ...urls,
  });
}

describe('a price in several currencies', () => {
  test('shows the others only to whoever expands them', async () => {
    const { stripe } = await startLocalStripe();
    const id = await priceId(stripe, 'pro_monthly');
    const plain = await stripe.prices.retrieve(id);
    expect(plain).toMatchObject({ currency: 'usd', unit_amount: 1_200 });
    expect(plain.currency_options).toBeUndefined();
    const { currency_options: options } = await stripe.prices.retrieve(id, { expand: ['currency_options'] });
    expect(Object.entries(options ?? {}).map(([name, { unit_amount }]) => [name, unit_amount])).toEqual([
      ['usd', 1_200],
      ['eur', 1_100],
      ['gbp', 1_000],
    ]);
  });

  test('is charged at Checkout in the one that was asked for, and the customer has it from then on', async () => {
    const { stripe } = await startLocalStripe();
    const { id } = await stripe.customers.create({ email: 'ada@acme.test' });
    const session = await checkoutFor(stripe, id, await priceId(stripe, 'business_yearly'), 'eur');
    expect(session).toMatchObject({ currency: 'eur', amount_total: 3 * 26_800 });
    expect(await (await fetch(session.url ?? '')).text()).toContain('3 seats, €268.00 per seat and year');
    expect((await post(session.url ?? '', card('4242424242424242'))).status).toBe(303);
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'invoice'] });
    expect(done.subscription).toMatchObject({ currency: 'eur', status: 'active' });
    expect(done.invoice).toMatchObject({ currency: 'eur', amount_paid: 3 * 26_800 });
    expect(await stripe.customers.retrieve(id)).toMatchObject({ currency: 'eur' });
  });

  test('is refused in a currency that it does not have', async () => {
    const { stripe, price } = await subscribed();
    const { id } = await stripe.customers.create({});
    await expect(checkoutFor(stripe, id, price, 'sek')).rejects.toMatchObject({
      statusCode: 400,
      param: 'currency',
    });
  });
});

describe('a subscription', () => {
  test('is changed, prorated and renewed in its own currency, whatever its price was made in', async () => {
    const { local, stripe, subscription } = await subscribed('gbp');
    expect((subscription.latest_invoice as Stripe.Invoice).amount_paid).toBe(2 * 1_000);
    const [item] = subscription.items.data;
    await local.clock.advance((item?.current_period_start ?? 0) + 15 * 86_400);
    const business = await priceId(stripe, 'business_monthly');
    const items = [{ id: item?.id ?? '', price: business }];
    const change = { items, proration_behavior: 'always_invoice' as const };
    const preview = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: change,
    });
    const half = (cents: number) => Math.round((cents * 2 * 15) / 30);
    expect(preview).toMatchObject({ currency: 'gbp', amount_due: half(2_400) - half(1_000) });
    const changed = await stripe.subscriptions.update(subscription.id, {
      ...change,
      expand: ['latest_invoice'],
    });
    expect(changed).toMatchObject({ currency: 'gbp' });
    expect((changed.latest_invoice as Stripe.Invoice).amount_paid).toBe(preview.amount_due);
    await local.clock.advance((item?.current_period_end ?? 0) + 3_700);
    const [renewal] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(renewal).toMatchObject({ currency: 'gbp', amount_paid: 2 * 2_400, status: 'paid' });
  });

  test('keeps every other currency away from its customer, a trial too, until it has ended', async () => {
    const { stripe, customer, price, subscription } = await subscribed('eur');
    const refused = { statusCode: 400, message: expect.stringContaining('cannot combine currencies') };
    await expect(checkoutFor(stripe, customer.id, price, 'usd')).rejects.toMatchObject(refused);
    const another = { customer: customer.id, items: [{ price }], currency: 'usd' };
    await expect(stripe.subscriptions.create(another)).rejects.toMatchObject(refused);
    expect((await stripe.subscriptions.create({ customer: customer.id, items: [{ price }] })).currency).toBe(
      'eur',
    );
    for (const { id } of (await stripe.subscriptions.list({ customer: customer.id })).data) {
      await stripe.subscriptions.cancel(id);
    }
    expect((await stripe.subscriptions.retrieve(subscription.id)).currency).toBe('eur');
    expect((await stripe.subscriptions.create(another)).currency).toBe('usd');
  });

  test('takes no amount off that is in another currency, and leaves credit in one for that one', async () => {
    const { stripe, subscription, local, customer } = await subscribed('eur');
    const coupon = await stripe.coupons.create({ amount_off: 500, currency: 'usd', duration: 'once' });
    await expect(
      stripe.subscriptions.update(subscription.id, { discounts: [{ coupon: coupon.id }] }),
    ).rejects.toMatchObject({ statusCode: 400, param: 'coupon' });
    const kept = local.state.customers[customer.id];
    if (kept) kept.balance = -700;
    await stripe.subscriptions.cancel(subscription.id);
    const price = await priceId(stripe, 'pro_monthly');
    const dollars = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price }],
      currency: 'usd',
      expand: ['latest_invoice'],
    });
    expect((dollars.latest_invoice as Stripe.Invoice).amount_paid).toBe(1_200);
    await stripe.subscriptions.cancel(dollars.id);
    const euros = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price }],
      currency: 'eur',
      expand: ['latest_invoice'],
    });
    expect((euros.latest_invoice as Stripe.Invoice).amount_paid).toBe(1_100 - 700);
  });
});
