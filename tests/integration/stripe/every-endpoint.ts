import type { LocalStripe } from '@archipelago/local-cloud/stripe/start-stripe';
import Stripe from 'stripe';
import { card, customerWithCard, day, post, priceId, sdk } from './local-stripe.ts';

export interface Recorded {
  method: string;
  pathname: string;
  answer: unknown;
}

/** The SDK, with what it is answered written down. */
export function recordingSdk(local: LocalStripe): { stripe: Stripe; recorded: Recorded[] } {
  const recorded: Recorded[] = [];
  const recordingFetch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const answer: unknown = await response.clone().json();
    const { pathname } = new URL(String(input));
    if (response.ok) recorded.push({ method: init?.method ?? 'GET', pathname, answer });
    return response;
  };
  return { stripe: sdk(local.url, { httpClient: Stripe.createFetchHttpClient(recordingFetch) }), recorded };
}

/** Calls every endpoint at least once with success, in states as different as they get. */
export async function callEveryEndpoint(local: LocalStripe, stripe: Stripe): Promise<void> {
  const pro = await priceId(stripe, 'pro_monthly');
  const business = await priceId(stripe, 'business_monthly');
  await callCatalogue(stripe);
  const { coupon, code } = await callDiscounts(stripe);
  const customer = await callCustomers(stripe);
  await callCheckout(stripe, customer.id, pro, code);
  const [subscription] = (await stripe.subscriptions.list({ customer: customer.id })).data;
  if (!subscription) throw new Error('Checkout made no subscription.');
  const expand = ['customer', 'latest_invoice', 'discounts.source.coupon', 'default_payment_method'];
  await stripe.subscriptions.retrieve(subscription.id, { expand });
  await callSchedules(stripe, subscription, business);
  await callPortal(stripe, customer.id, subscription);
  await callInvoices(local, stripe, subscription, coupon);
  await callMeters(stripe, customer.id);
  await callRest(local, stripe, pro);
}

async function callCatalogue(stripe: Stripe): Promise<void> {
  const product = await stripe.products.create({ name: 'Extra', description: 'More', unit_label: 'seat' });
  await stripe.products.update(product.id, { description: '', metadata: { plan: 'extra' } });
  await stripe.products.retrieve(product.id);
  await stripe.products.list({ limit: 2 });
  const price = await stripe.prices.create({
    product: product.id,
    currency: 'usd',
    unit_amount: 500,
    currency_options: { eur: { unit_amount: 450 } },
    recurring: { interval: 'month' },
    lookup_key: 'extra_monthly',
  });
  await stripe.prices.update(price.id, { nickname: 'Extra, per month', active: false });
  await stripe.prices.retrieve(price.id, { expand: ['product', 'currency_options'] });
  await stripe.prices.list({ limit: 2, expand: ['data.product'] });
}

async function callDiscounts(stripe: Stripe): Promise<{ coupon: string; code: string }> {
  const coupon = await stripe.coupons.create({
    percent_off: 12.5,
    duration: 'repeating',
    duration_in_months: 3,
    name: 'Spring',
    applies_to: { products: ['archipelago_pro'] },
  });
  const gone = await stripe.coupons.create({
    id: 'GONE',
    amount_off: 300,
    currency: 'usd',
    duration: 'once',
  });
  await stripe.coupons.update(coupon.id, { metadata: { season: 'spring' } });
  await stripe.coupons.retrieve(coupon.id);
  await stripe.coupons.list();
  await stripe.coupons.del(gone.id);
  const promotion = { type: 'coupon' as const, coupon: coupon.id };
  const code = await stripe.promotionCodes.create({ promotion, code: 'SPRING', max_redemptions: 10 });
  await stripe.promotionCodes.update(code.id, { metadata: { campaign: 'letter' } });
  await stripe.promotionCodes.retrieve(code.id, { expand: ['promotion.coupon'] });
  await stripe.promotionCodes.list({ code: 'spring' });
  return { coupon: coupon.id, code: code.id };
}

async function callCustomers(stripe: Stripe): Promise<Stripe.Customer> {
  const customer = await customerWithCard(stripe, 'pm_card_visa');
  await stripe.customers.update(customer.id, { email: 'bills@acme.test', address: { city: 'Bergen' } });
  await stripe.customers.retrieve(customer.id, { expand: ['invoice_settings.default_payment_method'] });
  await stripe.customers.list({ limit: 1 });
  const taxId = await stripe.customers.createTaxId(customer.id, { type: 'eu_vat', value: 'DE123456789' });
  const extra = await stripe.customers.createTaxId(customer.id, { type: 'no_vat', value: '123456789MVA' });
  await stripe.customers.retrieveTaxId(customer.id, taxId.id, { expand: ['customer'] });
  await stripe.customers.listTaxIds(customer.id);
  await stripe.customers.deleteTaxId(customer.id, extra.id);
  const method = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_mastercard' } });
  await stripe.paymentMethods.attach(method.id, { customer: customer.id });
  await stripe.paymentMethods.retrieve(method.id);
  await stripe.paymentMethods.list({ customer: customer.id });
  await stripe.customers.listPaymentMethods(customer.id);
  await stripe.paymentMethods.detach(method.id);
  const gone = await stripe.customers.create({ name: 'Gone' });
  await stripe.customers.del(gone.id);
  await stripe.customers.retrieve(gone.id);
  return customer;
}

async function callCheckout(stripe: Stripe, customer: string, price: string, code: string): Promise<void> {
  const wanted = {
    mode: 'subscription' as const,
    customer,
    line_items: [{ price, quantity: 3 }],
    success_url: 'http://localhost/ok',
  };
  const session = await stripe.checkout.sessions.create({ ...wanted, discounts: [{ promotion_code: code }] });
  await post(session.url ?? '', card('4242424242424242'));
  await stripe.checkout.sessions.retrieve(session.id);
  await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'invoice', 'customer'] });
  await stripe.checkout.sessions.listLineItems(session.id);
  const other = await stripe.checkout.sessions.create({ ...wanted, allow_promotion_codes: true });
  await stripe.checkout.sessions.expire(other.id);
  await stripe.checkout.sessions.list({ limit: 2 });
}

async function callSchedules(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  price: string,
): Promise<void> {
  const { id } = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  const schedule = await stripe.subscriptionSchedules.retrieve(id);
  const [running] = schedule.phases;
  const [item] = running?.items ?? [];
  await stripe.subscriptionSchedules.update(id, {
    phases: [
      {
        items: [{ price: String(item?.price), quantity: item?.quantity ?? 1 }],
        start_date: running?.start_date ?? 0,
        end_date: running?.end_date ?? 0,
        discounts: (running?.discounts ?? []).map(({ discount }) => ({ discount: String(discount) })),
      },
      { items: [{ price, quantity: 4 }], proration_behavior: 'none' },
    ],
    metadata: { reason: 'fewer people' },
  });
  await stripe.subscriptions.retrieve(subscription.id, { expand: ['schedule', 'discounts'] });
  await stripe.subscriptionSchedules.list({ customer: String(subscription.customer) });
  await stripe.subscriptionSchedules.release(id);
}

async function callPortal(
  stripe: Stripe,
  customer: string,
  subscription: Stripe.Subscription,
): Promise<void> {
  const configuration = await stripe.billingPortal.configurations.create({
    business_profile: { headline: 'Archipelago' },
    features: {
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      customer_update: { enabled: true, allowed_updates: ['email', 'tax_id'] },
      subscription_cancel: { enabled: true, mode: 'at_period_end' },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price', 'quantity'],
        products: [
          {
            product: 'archipelago_pro',
            prices: [String(subscription.items.data[0]?.price.id)],
            adjustable_quantity: { enabled: true, minimum: 1, maximum: 50 },
          },
        ],
        schedule_at_period_end: { conditions: [{ type: 'shortening_interval' }] },
      },
    },
  });
  await stripe.billingPortal.configurations.update(configuration.id, { active: false });
  await stripe.billingPortal.configurations.retrieve(configuration.id);
  await stripe.billingPortal.configurations.list();
  const after_completion = { type: 'redirect' as const, redirect: { return_url: 'http://localhost/back' } };
  const of = { subscription: subscription.id };
  const items = [{ id: String(subscription.items.data[0]?.id), quantity: 5 }];
  const flows: Stripe.BillingPortal.SessionCreateParams.FlowData[] = [
    { type: 'payment_method_update', after_completion },
    { type: 'customer_update', after_completion: { type: 'hosted_confirmation' } },
    { type: 'subscription_cancel', subscription_cancel: of },
    { type: 'subscription_update', subscription_update: of },
    { type: 'subscription_update_confirm', subscription_update_confirm: { ...of, items } },
  ];
  await stripe.billingPortal.sessions.create({ customer, return_url: 'http://localhost/' });
  for (const flow_data of flows) {
    const session = await stripe.billingPortal.sessions.create({ customer, flow_data });
    const page = await fetch(session.url);
    if (page.status !== 200) throw new Error(`The portal answered ${page.status} to ${flow_data.type}.`);
  }
}

async function callInvoices(
  local: LocalStripe,
  stripe: Stripe,
  subscription: Stripe.Subscription,
  coupon: string,
): Promise<void> {
  const [item] = subscription.items.data;
  const customer = String(subscription.customer);
  await stripe.invoices.createPreview({ subscription: subscription.id });
  await stripe.invoices.createPreview({
    subscription: subscription.id,
    discounts: [{ coupon }],
    subscription_details: {
      items: [{ id: item?.id, quantity: 9 }],
      proration_behavior: 'always_invoice',
      proration_date: local.clock.now() + 1,
    },
  });
  await stripe.subscriptions.update(subscription.id, { items: [{ id: item?.id, quantity: 4 }] });
  await local.clock.advance(item?.current_period_end ?? 0);
  const { latest_invoice: renewal } = await stripe.subscriptions.retrieve(subscription.id);
  await stripe.invoices.finalizeInvoice(String(renewal), { auto_advance: false });
  await stripe.invoices.retrieve(String(renewal), { expand: ['discounts', 'subscription'].slice(0, 1) });
  await stripe.invoices.listLineItems(String(renewal));
  await stripe.invoices.pay(String(renewal));
  await stripe.invoices.list({ customer, limit: 2 });
  await local.clock.advance(local.clock.now() + 31 * day);
  const { latest_invoice: next } = await stripe.subscriptions.retrieve(subscription.id);
  const draft = await stripe.invoices.retrieve(String(next));
  if (draft.status === 'draft') await stripe.invoices.finalizeInvoice(String(next), { auto_advance: false });
  else await local.clock.advance(Number(subscription.created) + 91 * day);
}

async function callMeters(stripe: Stripe, customer: string): Promise<void> {
  const meter = await stripe.billing.meters.create({
    display_name: 'API requests',
    event_name: 'api_requests',
    default_aggregation: { formula: 'sum' },
    customer_mapping: { event_payload_key: 'stripe_customer_id', type: 'by_id' },
    value_settings: { event_payload_key: 'value' },
  });
  const payload = { stripe_customer_id: customer, value: '12' };
  for (const identifier of ['one', 'two'])
    await stripe.billing.meterEvents.create({ event_name: 'api_requests', payload, identifier });
  await stripe.billing.meterEventAdjustments.create({
    event_name: 'api_requests',
    type: 'cancel',
    cancel: { identifier: 'two' },
  });
  const today = Math.floor(meter.created / day) * day;
  const of = { customer, start_time: today, end_time: today + 2 * day };
  await stripe.billing.meters.listEventSummaries(meter.id, of);
  await stripe.billing.meters.listEventSummaries(meter.id, { ...of, value_grouping_window: 'day' });
  await stripe.billing.meters.update(meter.id, { display_name: 'Requests' });
  await stripe.billing.meters.deactivate(meter.id);
  await stripe.billing.meters.reactivate(meter.id);
  await stripe.billing.meters.retrieve(meter.id);
  await stripe.billing.meters.list({ status: 'active' });
}

async function callRest(local: LocalStripe, stripe: Stripe, price: string): Promise<void> {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: local.clock.now(), name: 'Tests' });
  await stripe.testHelpers.testClocks.retrieve(clock.id);
  const trial = await stripe.customers.create({ test_clock: clock.id });
  const paused = await stripe.subscriptions.create({
    customer: trial.id,
    items: [{ price }],
    trial_period_days: 7,
    trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
  });
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: local.clock.now() + 8 * day });
  await stripe.testHelpers.testClocks.list();
  await stripe.testHelpers.testClocks.del(clock.id);
  await stripe.subscriptions.resume(paused.id);
  const { latest_invoice: unpaid } = await stripe.subscriptions.retrieve(paused.id);
  await stripe.invoices.voidInvoice(String(unpaid));
  const planned = await stripe.subscriptionSchedules.create({ from_subscription: paused.id });
  await stripe.subscriptionSchedules.cancel(planned.id);
  const other = await customerWithCard(stripe, 'pm_card_mastercard');
  const short = await stripe.subscriptions.create({ customer: other.id, items: [{ price, quantity: 2 }] });
  await stripe.subscriptions.update(short.id, { cancel_at_period_end: true });
  await stripe.subscriptions.cancel(short.id, { cancellation_details: { feedback: 'unused' } });
  await stripe.subscriptions.list({ status: 'all', limit: 100, expand: ['data.default_payment_method'] });
  const endpoints = await stripe.webhookEndpoints.list();
  await stripe.webhookEndpoints.retrieve(endpoints.data[0]?.id ?? '');
  const [event] = (await stripe.events.list({ limit: 1 })).data;
  await stripe.events.retrieve(event?.id ?? '');
}
