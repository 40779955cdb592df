import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { card, customerWithCard, day, post, priceId, startLocalStripe } from './local-stripe.ts';

type Behaviour = 'cancel' | 'create_invoice' | 'pause';

async function startTrial(missing: Behaviour, cardName?: string) {
  const { local, stripe } = await startLocalStripe();
  const customer = cardName
    ? await customerWithCard(stripe, cardName)
    : await stripe.customers.create({ name: 'Acme' });
  const { id, trial_end } = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: await priceId(stripe, 'pro_monthly'), quantity: 5 }],
    trial_period_days: 14,
    trial_settings: { end_behavior: { missing_payment_method: missing } },
  });
  const reload = () => stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
  return { local, stripe, customer, id, trialEnd: trial_end ?? 0, reload };
}

async function subscribe(cardName = 'pm_card_visa', lookupKey = 'pro_monthly', quantity = 5) {
  const { local, stripe } = await startLocalStripe();
  const customer = await customerWithCard(stripe, cardName);
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: await priceId(stripe, lookupKey), quantity }],
  });
  const reload = () => stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
  return {
    local,
    stripe,
    customer,
    subscription,
    id: subscription.id,
    item: subscription.items.data[0],
    reload,
  };
}

async function eventTypes(stripe: Stripe): Promise<string[]> {
  const types: string[] = [];
  for await (const { type } of stripe.events.list({ limit: 100 })) types.unshift(type);
  return types;
}

describe('a trial', () => {
  test('begins without a card and with an invoice over nothing', async () => {
    const { reload } = await startTrial('cancel');
    const subscription = await reload();
    expect(subscription.status).toBe('trialing');
    expect(subscription.items.data[0]?.current_period_end).toBe(subscription.trial_end);
    expect(subscription.latest_invoice).toMatchObject({ amount_due: 0, status: 'paid' });
  });

  test('lets seats change for nothing until the first period is charged', async () => {
    const { local, stripe, id, trialEnd, reload } = await startTrial('cancel', 'pm_card_visa');
    const [item] = (await reload()).items.data;
    await stripe.subscriptions.update(id, { items: [{ id: item?.id, quantity: 9 }] });
    expect((await stripe.invoices.list()).data).toHaveLength(1);
    await local.clock.advance(trialEnd + 3600);
    expect(await reload()).toMatchObject({
      latest_invoice: { amount_paid: 9 * 1200, lines: { data: [{ quantity: 9 }] } },
    });
  });

  test('gives notice three days before it ends', async () => {
    const { local, stripe, trialEnd } = await startTrial('cancel');
    await local.clock.advance(trialEnd - 4 * day);
    expect(await eventTypes(stripe)).not.toContain('customer.subscription.trial_will_end');
    await local.clock.advance(trialEnd - 2 * day);
    expect(await eventTypes(stripe)).toContain('customer.subscription.trial_will_end');
  });

  test('ends with a charge when there is a card', async () => {
    const { local, trialEnd, reload } = await startTrial('cancel', 'pm_card_visa');
    await local.clock.advance(trialEnd);
    expect(await reload()).toMatchObject({ status: 'active', latest_invoice: { status: 'draft' } });
    await local.clock.advance(trialEnd + 3600);
    expect(await reload()).toMatchObject({
      status: 'active',
      latest_invoice: { status: 'paid', amount_paid: 6000 },
    });
  });

  test.each([
    ['cancel', 'canceled', 'customer.subscription.deleted'],
    ['pause', 'paused', 'customer.subscription.paused'],
    ['create_invoice', 'past_due', 'invoice.payment_failed'],
  ] as const)('without a card and %s is then %s', async (missing, status, event) => {
    const { local, stripe, trialEnd, reload } = await startTrial(missing);
    await local.clock.advance(trialEnd + 3600);
    expect((await reload()).status).toBe(status);
    expect(await eventTypes(stripe)).toContain(event);
  });

  test('that was paused resumes once there is a card', async () => {
    const { local, stripe, customer, id, trialEnd } = await startTrial('pause');
    await local.clock.advance(trialEnd);
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
    expect(await stripe.subscriptions.resume(id)).toMatchObject({ status: 'active' });
  });
});

describe('a subscription', () => {
  test('needs a card when nothing is in trial', async () => {
    const { stripe } = await startLocalStripe();
    const customer = await stripe.customers.create({});
    const items = [{ price: await priceId(stripe, 'pro_monthly') }];
    await expect(stripe.subscriptions.create({ customer: customer.id, items })).rejects.toThrow(
      /no attached payment source or default payment method/,
    );
  });

  test('is charged thirteen times in thirteen months', async () => {
    const { local, stripe, customer, reload } = await subscribe();
    for (let month = 1; month < 13; month += 1) {
      const [item] = (await reload()).items.data;
      await local.clock.advance((item?.current_period_end ?? 0) + 3600);
    }
    const invoices = await stripe.invoices.list({ customer: customer.id, limit: 100 });
    expect(invoices.data).toHaveLength(13);
    expect(invoices.data.every(({ status, amount_paid }) => status === 'paid' && amount_paid === 6000)).toBe(
      true,
    );
    expect(new Set(invoices.data.map(({ number }) => number)).size).toBe(13);
  });

  test('gets every invoice of a leap over a year, in order', async () => {
    const { local, stripe, customer } = await subscribe();
    await local.clock.advance(local.clock.now() + 370 * day);
    const { data } = await stripe.invoices.list({ customer: customer.id, limit: 100 });
    expect(data).toHaveLength(13);
    expect(data.map(({ created }) => created)).toEqual(
      data.map(({ created }) => created).sort((a, b) => b - a),
    );
  });

  test('is past due after a failure, retried three times and then ends', async () => {
    const { local, stripe, trialEnd, reload } = await startTrial('cancel', 'pm_card_chargeCustomerFail');
    await local.clock.advance(trialEnd + 3600);
    expect(await reload()).toMatchObject({
      status: 'past_due',
      latest_invoice: { attempt_count: 1, status: 'open' },
    });
    await local.clock.advance(trialEnd + 9 * day);
    expect(await reload()).toMatchObject({ status: 'past_due', latest_invoice: { attempt_count: 3 } });
    await local.clock.advance(trialEnd + 20 * day);
    expect(await reload()).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'payment_failed' },
      latest_invoice: { attempt_count: 4, next_payment_attempt: null },
    });
    const failures = (await eventTypes(stripe)).filter((type) => type === 'invoice.payment_failed');
    expect(failures).toHaveLength(4);
  });

  test('recovers when the open invoice is paid with another card', async () => {
    const { local, trialEnd, reload } = await startTrial('cancel', 'pm_card_chargeCustomerFail');
    await local.clock.advance(trialEnd + 3600);
    const invoice = (await reload()).latest_invoice as Stripe.Invoice;
    const paid = await post(invoice.hosted_invoice_url ?? '', card('4242424242424242'));
    expect(paid.status).toBe(303);
    expect(await reload()).toMatchObject({ status: 'active', latest_invoice: { status: 'paid' } });
  });

  test('has its next charge declined on demand, once', async () => {
    const { local, reload } = await subscribe();
    const end = (await reload()).items.data[0]?.current_period_end ?? 0;
    await local.declineNextCharge.set(true);
    await local.clock.advance(end + 3600);
    expect((await reload()).status).toBe('past_due');
    expect(local.declineNextCharge.get()).toBe(false);
    await local.clock.advance(end + 4 * day);
    expect((await reload()).status).toBe('active');
  });

  test('cancelled at the period’s end runs until then, and can be kept', async () => {
    const { local, stripe, id, item, reload } = await subscribe();
    const cancelled = await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    expect(cancelled).toMatchObject({ status: 'active', cancel_at: item?.current_period_end });
    expect(await stripe.subscriptions.update(id, { cancel_at_period_end: false })).toMatchObject({
      cancel_at: null,
    });
    await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    await local.clock.advance((item?.current_period_end ?? 0) + 1);
    expect(await reload()).toMatchObject({ status: 'canceled', ended_at: item?.current_period_end });
    expect((await stripe.subscriptions.list({ status: 'all' })).data).toHaveLength(1);
    expect((await stripe.subscriptions.list()).data).toHaveLength(0);
  });

  test('ends at once on demand, and only once', async () => {
    const { stripe, id } = await subscribe();
    expect(await stripe.subscriptions.cancel(id)).toMatchObject({ status: 'canceled' });
    await expect(stripe.subscriptions.cancel(id)).rejects.toThrow(/No such subscription/);
    await expect(stripe.subscriptions.update(id, { cancel_at_period_end: true })).rejects.toThrow(
      /canceled subscription/,
    );
  });

  test('charges added seats to the cent with the next invoice', async () => {
    const { local, stripe, id, item, reload } = await subscribe();
    const [start, end] = [item?.current_period_start ?? 0, item?.current_period_end ?? 0];
    await local.clock.advance(start + Math.floor((end - start) / 3));
    const changedAt = local.clock.now();
    await stripe.subscriptions.update(id, { items: [{ id: item?.id, quantity: 8 }] });
    await local.clock.advance(end + 3600);
    const left = (end - changedAt) / (end - start);
    const invoice = (await reload()).latest_invoice as Stripe.Invoice;
    const prorations = invoice.lines.data.filter((line) => line.parent?.subscription_item_details?.proration);
    const sum = prorations.reduce((total, line) => total + line.amount, 0);
    // The clock runs on while the request travels: one second of three seats is far below a cent.
    expect(Math.abs(sum - Math.round(3 * 1200 * left))).toBeLessThanOrEqual(1);
    expect(invoice.amount_due).toBe(8 * 1200 + sum);
  });

  test('previews a change without making it', async () => {
    const { stripe, id, item, reload } = await subscribe();
    const yearly = await priceId(stripe, 'pro_yearly');
    const preview = await stripe.invoices.createPreview({
      subscription: id,
      subscription_details: {
        items: [{ id: item?.id, price: yearly }],
        proration_behavior: 'always_invoice',
      },
    });
    expect(preview.lines.data.at(-1)?.amount).toBe(5 * 12_000);
    expect(preview.total).toBeLessThanOrEqual(5 * 12_000 - 5 * 1200 + 1);
    expect((await reload()).items.data[0]?.price.lookup_key).toBe('pro_monthly');
    expect((await stripe.invoices.list()).data).toHaveLength(1);
  });

  test('switched to a yearly price begins a year now', async () => {
    const { stripe, id, item } = await subscribe();
    const updated = await stripe.subscriptions.update(id, {
      items: [{ id: item?.id, price: await priceId(stripe, 'pro_yearly') }],
      proration_behavior: 'always_invoice',
    });
    const [yearly] = updated.items.data;
    expect(yearly?.price.recurring?.interval).toBe('year');
    expect((yearly?.current_period_end ?? 0) - (yearly?.current_period_start ?? 0)).toBeGreaterThan(
      364 * day,
    );
    expect(await stripe.invoices.retrieve(String(updated.latest_invoice))).toMatchObject({
      billing_reason: 'subscription_update',
      status: 'paid',
    });
  });
});

describe('the portal', () => {
  async function openPortal(options: Partial<Stripe.BillingPortal.SessionCreateParams> = {}) {
    const all = await subscribe();
    const session = await all.stripe.billingPortal.sessions.create({
      customer: all.customer.id,
      return_url: 'http://acme.localhost:8888/dashboard/billing',
      ...options,
    });
    return { ...all, portal: session.url };
  }

  test('shows plan, card and invoices', async () => {
    const { portal } = await openPortal();
    const page = await (await fetch(portal)).text();
    for (const text of [
      'Pro',
      '5 seats, $60.00 per month',
      'Visa ending in 4242',
      'paid',
      'Return to acme.localhost:8888',
    ]) {
      expect(page).toContain(text);
    }
  });

  test('cancels at the period’s end with a reason, and keeps the plan again', async () => {
    const { portal, id, reload } = await openPortal();
    expect((await post(`${portal}/cancel/${id}`, { feedback: 'too_expensive' })).status).toBe(303);
    expect(await reload()).toMatchObject({
      cancel_at_period_end: true,
      cancellation_details: { feedback: 'too_expensive', reason: 'cancellation_requested' },
    });
    await post(`${portal}/resume/${id}`);
    expect(await reload()).toMatchObject({ cancel_at_period_end: false, cancel_at: null });
  });

  test('changes the card, and says why one cannot be saved', async () => {
    const { portal, stripe, customer } = await openPortal();
    expect((await post(`${portal}/card`, card('4000000000000002'))).status).toBe(402);
    expect((await post(`${portal}/card`, card('5555555555554444'))).status).toBe(303);
    const changed = await stripe.customers.retrieve(customer.id, {
      expand: ['invoice_settings.default_payment_method'],
    });
    expect(changed).toMatchObject({
      invoice_settings: { default_payment_method: { card: { last4: '4444' } } },
    });
  });

  test('returns to the product after a card change that was all it was opened for', async () => {
    const back = 'http://acme.localhost:8888/dashboard/billing?portal=closed';
    const { portal } = await openPortal({
      flow_data: {
        type: 'payment_method_update',
        after_completion: { type: 'redirect', redirect: { return_url: back } },
      },
    });
    expect(await (await fetch(portal)).text()).toContain('Change the card');
    expect((await post(`${portal}/card`, card('4242424242424242'))).headers.get('location')).toBe(back);
  });

  test('switches the plan for the amount it named', async () => {
    const { portal, id, stripe, reload } = await openPortal();
    const business = await priceId(stripe, 'business_monthly');
    const page = await (await fetch(`${portal}/plan/${id}/${business}`)).text();
    const due = /Pay \$([\d.]+) and change plan/.exec(page)?.[1];
    expect((await post(`${portal}/plan/${id}/${business}`)).status).toBe(303);
    const subscription = await reload();
    expect(subscription.items.data[0]?.price.lookup_key).toBe('business_monthly');
    const paid = (subscription.latest_invoice as Stripe.Invoice).amount_paid;
    expect(Math.abs(paid - Number(due) * 100)).toBeLessThanOrEqual(1);
  });

  test('never touches a subscription of somebody else', async () => {
    const { portal, stripe } = await openPortal();
    const other = await customerWithCard(stripe, 'pm_card_visa');
    const theirs = await stripe.subscriptions.create({
      customer: other.id,
      items: [{ price: await priceId(stripe, 'pro_monthly') }],
    });
    expect((await post(`${portal}/cancel/${theirs.id}`)).status).toBe(404);
    expect((await stripe.subscriptions.retrieve(theirs.id)).cancel_at_period_end).toBe(false);
  });
});
