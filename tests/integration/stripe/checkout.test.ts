import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { card, day, post, priceId, startLocalStripe } from './local-stripe.ts';

async function openCheckout(options: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const { local, stripe } = await startLocalStripe();
  const customer = await stripe.customers.create({ email: 'ada@acme.test', name: 'Acme' });
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: customer.id,
    client_reference_id: 'workspace-1',
    line_items: [{ price: await priceId(stripe, 'pro_monthly'), quantity: 3 }],
    success_url: 'http://acme.localhost:8888/dashboard/billing?checkout={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://acme.localhost:8888/dashboard/billing',
    subscription_data: { metadata: { workspaceId: '1' } },
    ...options,
  });
  const url = session.url ?? '';
  const reload = () => stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'invoice'] });
  return { local, stripe, customer, session, url, reload };
}

describe('Checkout', () => {
  test('shows what is bought and that nothing is charged', async () => {
    const { url } = await openCheckout();
    const page = await (await fetch(url)).text();
    expect(page).toContain('Nothing is charged');
    expect(page).toContain('3 seats, $12.00 per seat and month');
    expect(page).toContain('Subscribe and pay $36.00');
    expect(page).not.toContain('<script');
  });

  test('4242 pays, subscribes and returns to the workspace', async () => {
    const { session, url, reload, stripe, customer } = await openCheckout();
    const answer = await post(url, card('4242 4242 4242 4242'));
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(
      `http://acme.localhost:8888/dashboard/billing?checkout=${session.id}`,
    );
    const done = await reload();
    expect(done).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      customer: customer.id,
    });
    const subscription = done.subscription as Stripe.Subscription;
    expect(subscription).toMatchObject({ status: 'active', metadata: { workspaceId: '1' } });
    expect(subscription.items.data[0]).toMatchObject({ quantity: 3, price: { lookup_key: 'pro_monthly' } });
    const invoice = done.invoice as Stripe.Invoice;
    expect(invoice).toMatchObject({ status: 'paid', amount_paid: 3600 });
    expect(invoice.parent?.subscription_details?.subscription).toBe(subscription.id);
    const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data;
    expect(method?.card).toMatchObject({ brand: 'visa', last4: '4242' });
    expect(subscription.default_payment_method).toBe(method?.id);
  });

  test.each(['4000000000000002', '4000000000009995', '4000000000000341'])(
    '%s is declined, and the session stays open for another card',
    async (number) => {
      const { url, reload, stripe, customer } = await openCheckout();
      const answer = await post(url, card(number));
      expect(answer.status).toBe(402);
      expect(await answer.text()).toMatch(/role="alert".*Try a different card/s);
      expect((await reload()).status).toBe('open');
      expect((await stripe.subscriptions.list({ customer: customer.id, status: 'all' })).data).toEqual([]);
      expect((await post(url, card('4242424242424242'))).status).toBe(303);
    },
  );

  test('3155 asks the bank, which may agree', async () => {
    const { url, reload } = await openCheckout();
    const asked = await post(url, card('4000002500003155'));
    expect(asked.status).toBe(200);
    expect(await asked.text()).toContain('Complete authentication');
    expect((await reload()).status).toBe('open');
    expect((await post(url, card('4000002500003155', { authentication: 'complete' }))).status).toBe(303);
    expect(((await reload()).subscription as Stripe.Subscription).status).toBe('active');
  });

  test('3155 asks the bank, which may refuse', async () => {
    const { url, reload } = await openCheckout();
    const refused = await post(url, card('4000002500003155', { authentication: 'fail' }));
    expect(refused.status).toBe(402);
    expect(await refused.text()).toContain('unable to authenticate your payment method');
    expect((await reload()).subscription).toBeNull();
  });

  test('0341 starts a trial, then fails when the trial ends', async () => {
    const { url, reload, local, stripe } = await openCheckout({
      subscription_data: { trial_period_days: 14 },
    });
    expect((await post(url, card('4000000000000341'))).status).toBe(303);
    const subscription = (await reload()).subscription as Stripe.Subscription;
    expect(subscription.status).toBe('trialing');
    await local.clock.advance((subscription.trial_end ?? 0) + 2 * 3600);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('past_due');
  });

  test('a trial costs nothing today and asks for no card when told so', async () => {
    const { url, reload } = await openCheckout({
      payment_method_collection: 'if_required',
      subscription_data: {
        trial_period_days: 14,
        trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
      },
    });
    expect(await (await fetch(url)).text()).not.toContain('Card number');
    expect((await post(url)).status).toBe(303);
    expect(await reload()).toMatchObject({ payment_status: 'no_payment_required', amount_total: 0 });
  });

  test('explains every wrong field and keeps what was typed', async () => {
    const { url } = await openCheckout();
    const answer = await post(url, {
      number: '4242 4242 4242 4241',
      expiry: '01/20',
      cvc: '1',
      name: '<b>Ada',
    });
    const page = await answer.text();
    expect(answer.status).toBe(402);
    expect(page).toContain('Your card number is invalid.');
    expect(page).toContain('expiry date is in the past');
    expect(page).toContain('Enter the 3-digit security code');
    expect(page).toContain('value="4242 4242 4242 4241"');
    expect(page).not.toContain('<b>Ada');
  });

  test('refuses a real card number unread', async () => {
    const { url } = await openCheckout();
    expect(await (await post(url, card('4111111111111111'))).text()).toContain('This is not a test card');
  });

  test('refuses a form of another site', async () => {
    const { url, reload } = await openCheckout();
    const body = new URLSearchParams(card('4242424242424242'));
    const answer = await fetch(url, { method: 'POST', body, headers: { origin: 'http://evil.test' } });
    expect(answer.status).toBe(403);
    expect((await reload()).status).toBe('open');
  });

  test('a session is paid once, expires on demand and after a day', async () => {
    const { url, stripe, session, local } = await openCheckout();
    await post(url, card('4242424242424242'));
    expect((await post(url, card('4242424242424242'))).status).toBe(410);
    await expect(stripe.checkout.sessions.expire(session.id)).rejects.toThrow(/Only Checkout Sessions/);

    const params = {
      mode: 'subscription' as const,
      line_items: [{ price: await priceId(stripe, 'pro_monthly'), quantity: 1 }],
      success_url: 'http://localhost/ok',
    };
    const [expired, left] = [
      await stripe.checkout.sessions.create(params),
      await stripe.checkout.sessions.create(params),
    ];
    expect(await stripe.checkout.sessions.expire(expired.id)).toMatchObject({ status: 'expired', url: null });
    await local.clock.advance(local.clock.now() + day + 1);
    expect((await stripe.checkout.sessions.list({ status: 'open' })).data).toEqual([]);
    expect((await fetch(left.url ?? '')).status).toBe(410);
  });
});
