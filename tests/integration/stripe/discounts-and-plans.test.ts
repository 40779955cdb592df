import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { card, customerWithCard, post, priceId, startLocalStripe } from './local-stripe.ts';

async function subscribed(configuration?: Stripe.BillingPortal.ConfigurationCreateParams.Features) {
  const { local, stripe } = await startLocalStripe();
  const customer = await customerWithCard(stripe, 'pm_card_visa');
  const { id } = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: await priceId(stripe, 'business_monthly'), quantity: 5 }],
  });
  const made =
    configuration && (await stripe.billingPortal.configurations.create({ features: configuration }));
  const open = async (flow_data?: Stripe.BillingPortal.SessionCreateParams.FlowData) => {
    const sent = { customer: customer.id, flow_data, return_url: 'http://acme.localhost/billing' };
    const session = await stripe.billingPortal.sessions.create({ ...sent, configuration: made?.id });
    return session.url;
  };
  const reload = () => stripe.subscriptions.retrieve(id, { expand: ['schedule'] });
  return { local, stripe, customer, id, open, reload };
}

async function offer(stripe: Stripe, params: Stripe.CouponCreateParams, code: string) {
  const coupon = await stripe.coupons.create(params);
  return stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code });
}

describe('a promotion code at Checkout', () => {
  async function checkout() {
    const { local, stripe } = await startLocalStripe();
    await offer(stripe, { percent_off: 20, duration: 'repeating', duration_in_months: 3 }, 'SPRING');
    const customer = await stripe.customers.create({ email: 'ada@acme.test', name: 'Acme' });
    const session = await stripe.checkout.sessions.create({
      mode: 'subscription',
      customer: customer.id,
      line_items: [{ price: await priceId(stripe, 'pro_monthly'), quantity: 3 }],
      success_url: 'http://localhost/ok',
      allow_promotion_codes: true,
    });
    return { local, stripe, session, url: session.url ?? '' };
  }

  test('is typed in any case, shown with what it takes off, and paid with', async () => {
    const { stripe, session, url } = await checkout();
    expect((await post(`${url}/code`, { code: 'spring' })).status).toBe(303);
    const page = await (await fetch(url)).text();
    expect(page).toContain('SPRING: 20% off for 3 months');
    expect(page).toContain('Subscribe and pay $28.80');
    await post(url, card('4242424242424242'));
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['invoice'] });
    expect(done).toMatchObject({
      amount_subtotal: 3600,
      amount_total: 2880,
      total_details: { amount_discount: 720 },
      invoice: { amount_paid: 2880 },
    });
  });

  test('that is wrong says so at its field and changes nothing', async () => {
    const { url } = await checkout();
    const answer = await post(`${url}/code`, { code: 'AUTUMN' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(/value="AUTUMN"[\s\S]*This code is invalid/);
    expect(await (await fetch(url)).text()).toContain('Subscribe and pay $36.00');
  });

  test('can be taken back', async () => {
    const { url } = await checkout();
    await post(`${url}/code`, { code: 'SPRING' });
    await post(`${url}/code`, { code: '' });
    expect(await (await fetch(url)).text()).toContain('Subscribe and pay $36.00');
  });
});

describe('Checkout', () => {
  test('open in two tabs is paid in one; the other is told so', async () => {
    const { local, stripe } = await startLocalStripe();
    const session = await stripe.checkout.sessions.create({
      mode: 'subscription',
      line_items: [{ price: await priceId(stripe, 'pro_monthly'), quantity: 1 }],
      success_url: 'http://localhost/ok',
    });
    const pay = () => post(session.url ?? '', { ...card('4242424242424242'), email: 'ada@acme.test' });
    const answers = await Promise.all([pay(), pay()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
    expect(Object.keys(local.state.subscriptions)).toHaveLength(1);
  });
});

describe('the portal', () => {
  test('plans a smaller plan for the end of the period where it is set to, and takes it back', async () => {
    const { stripe, id, open, reload } = await subscribed({
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price'],
        products: [],
        schedule_at_period_end: { conditions: [{ type: 'decreasing_item_amount' }] },
      },
    });
    const pro = await priceId(stripe, 'pro_monthly');
    const configurations = await stripe.billingPortal.configurations.list();
    await stripe.billingPortal.configurations.update(configurations.data[0]?.id ?? '', {
      features: {
        subscription_update: { enabled: true, products: [{ product: 'archipelago_pro', prices: [pro] }] },
      },
    });
    const portal = await open();
    expect(await (await fetch(`${portal}/plan/${id}/${pro}`)).text()).toContain('Nothing is due today');
    expect((await post(`${portal}/plan/${id}/${pro}`)).status).toBe(303);
    expect(await (await fetch(`${portal}/home`)).text()).toContain('Changes to Pro, 5 seats per month');
    expect(await reload()).toMatchObject({ schedule: { status: 'active', phases: [{}, {}] } });
    await post(`${portal}/keep/${id}`);
    expect((await reload()).schedule).toBeNull();
  });

  test('confirms one change of seats that it was opened for, then returns', async () => {
    const { id, open, reload } = await subscribed();
    const [item] = (await reload()).items.data;
    const back = 'http://acme.localhost/back';
    const portal = await open({
      type: 'subscription_update_confirm',
      subscription_update_confirm: { subscription: id, items: [{ id: item?.id ?? '', quantity: 8 }] },
      after_completion: { type: 'redirect', redirect: { return_url: back } },
    });
    const page = await (await fetch(portal)).text();
    const [, action = ''] = /action="([^"]+)"/.exec(page) ?? [];
    const answer = await post(new URL(action, portal).href);
    expect(answer.headers.get('location')).toBe(back);
    expect((await reload()).items.data[0]?.quantity).toBe(8);
  });

  test('lets nobody choose seats where it does not offer it', async () => {
    const { id, open, reload } = await subscribed();
    const portal = await open();
    expect((await post(`${portal}/plan/${id}/same/1`)).status).toBe(404);
    expect((await reload()).items.data[0]?.quantity).toBe(5);
  });

  test('keeps billing e-mail and tax ID, which the next invoice shows', async () => {
    const { stripe, customer, open, id } = await subscribed();
    const portal = await open({ type: 'customer_update' });
    const details = { name: 'Acme AS', email: 'bills@acme.test', tax_id_type: 'no_vat' };
    const wrong = await post(`${portal}/details`, { ...details, tax_id_value: '12' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('It looks like 123456789MVA');
    await post(`${portal}/details`, { ...details, tax_id_value: '987654321MVA' });
    expect((await stripe.customers.listTaxIds(customer.id)).data).toMatchObject([
      { type: 'no_vat', value: '987654321MVA', country: 'NO', verification: { status: 'verified' } },
    ]);
    expect(await stripe.invoices.createPreview({ subscription: id })).toMatchObject({
      customer_email: 'bills@acme.test',
      customer_name: 'Acme AS',
      customer_tax_ids: [{ type: 'no_vat', value: '987654321MVA' }],
    });
  });

  test('refuses a flow for a subscription of somebody else', async () => {
    const { stripe, open } = await subscribed();
    const other = await customerWithCard(stripe, 'pm_card_visa');
    const theirs = await stripe.subscriptions.create({
      customer: other.id,
      items: [{ price: await priceId(stripe, 'pro_monthly') }],
    });
    await expect(
      open({ type: 'subscription_cancel', subscription_cancel: { subscription: theirs.id } }),
    ).rejects.toThrow(/No such subscription/);
  });
});

describe('usage', () => {
  test('is summed for a customer, by day, and an identifier counts once', async () => {
    const { local, stripe } = await startLocalStripe();
    const customer = await stripe.customers.create({});
    const meter = await stripe.billing.meters.create({
      display_name: 'API requests',
      event_name: 'api_requests',
      default_aggregation: { formula: 'sum' },
    });
    const send = (identifier: string, value: string, timestamp = local.clock.now()) =>
      stripe.billing.meterEvents.create({
        event_name: 'api_requests',
        identifier,
        timestamp,
        payload: { stripe_customer_id: customer.id, value },
      });
    const today = Math.floor(local.clock.now() / 86_400) * 86_400;
    await send('a', '10');
    await send('b', '5');
    await send('c', '7', today - 3_600);
    await expect(send('a', '10')).rejects.toThrow(/already exists with identifier a/);
    await expect(send('d', 'many')).rejects.toThrow(/must be a number/);
    await expect(send('e', '1', today - 40 * 86_400)).rejects.toMatchObject({ code: 'timestamp_invalid' });
    const range = { customer: customer.id, start_time: today - 86_400, end_time: today + 86_400 };
    const days = await stripe.billing.meters.listEventSummaries(meter.id, {
      ...range,
      value_grouping_window: 'day',
    });
    expect(days.data.map(({ aggregated_value }) => aggregated_value)).toEqual([15, 7]);
    const all = await stripe.billing.meters.listEventSummaries(meter.id, range);
    expect(all.data).toMatchObject([{ aggregated_value: 22 }]);
  });
});

describe('a test clock', () => {
  test('moves the one billing clock, so that what was due has happened when it answers', async () => {
    const { local, stripe } = await startLocalStripe();
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: local.clock.now() });
    const customer = await stripe.customers.create({ test_clock: clock.id });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: await priceId(stripe, 'pro_monthly') }],
      trial_period_days: 14,
      trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
    });
    const to = local.clock.now() + 15 * 86_400;
    expect(await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: to })).toMatchObject({
      status: 'ready',
      frozen_time: to,
    });
    const ended = await stripe.subscriptions.retrieve(subscription.id);
    expect(ended).toMatchObject({ status: 'canceled', test_clock: clock.id });
    await expect(
      stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: to - 1 }),
    ).rejects.toMatchObject({ param: 'frozen_time' });
  });
});
