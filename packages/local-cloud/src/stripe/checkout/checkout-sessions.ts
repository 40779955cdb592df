import { amountIn, currencyFor, requireOneCurrency } from '../catalogue/currency-options.ts';
import { findRecurringPrice } from '../catalogue/prices.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { readDiscounts, requireCouponCurrency } from '../discounts/discounts.ts';
import type { Params } from '../http/params.ts';
import { invalidRequest, missingParameter, noSuch, notSimulated } from '../stripe-error.ts';
import type { CheckoutRequest, CheckoutSession } from '../stripe-state.ts';
import { missingPaymentMethodChoices } from '../subscriptions/start-subscription.ts';
import { emit, type World } from '../world.ts';
import { newCheckoutSession } from './new-checkout-session.ts';

/** `POST /v1/checkout/sessions`, subscription mode on the hosted page. */
export function createCheckoutSession(world: World, params: Params): CheckoutSession {
  const mode = params.required('mode');
  const uiMode = params.string('ui_mode') ?? 'hosted_page';
  if (mode !== 'subscription') throw notSimulated(`Checkout in ${mode} mode`);
  if (uiMode !== 'hosted_page') throw notSimulated(`Checkout as ${uiMode}`);
  const customer = params.string('customer');
  const email = params.string('customer_email') || null;
  if (customer) findCustomer(world, customer, 'customer');
  if (customer && email) {
    throw invalidRequest(
      'You may only specify one of these parameters: customer, customer_email.',
      'customer_email',
    );
  }
  const request = readRequest(world, params, customer || null);
  const successUrl = readUrl(params, 'success_url');
  const cancelUrl = readUrl(params, 'cancel_url');
  const collection = params.choice('payment_method_collection', ['always', 'if_required']) ?? 'always';
  const address = params.choice('billing_address_collection', ['auto', 'required']);
  const promotionCodes = params.boolean('allow_promotion_codes') ?? null;
  const expiresAt = params.integer('expires_at');
  const reference = params.string('client_reference_id') || null;
  const locale = params.string('locale') || null;
  const metadata = params.metadata();
  params.finish();
  if (!successUrl) throw missingParameter('success_url');
  if (address === 'required') throw notSimulated('addresses at Checkout');
  if (promotionCodes && request.discounts.length > 0) {
    throw invalidRequest(
      'You may only specify one of these parameters: allow_promotion_codes, discounts.',
      'allow_promotion_codes',
    );
  }
  const lasts = expiresAt === undefined ? 86_400 : expiresAt - world.now();
  if (lasts < 1_790 || lasts > 86_400) {
    throw invalidRequest(
      'The `expires_at` timestamp must be between 30 minutes and 24 hours from now.',
      'expires_at',
    );
  }

  const session = newCheckoutSession(world, request, {
    customer: customer || null,
    customer_email: email,
    success_url: successUrl,
    cancel_url: cancelUrl,
    payment_method_collection: collection,
    client_reference_id: reference,
    allow_promotion_codes: promotionCodes,
    locale,
    metadata,
    expires_at: expiresAt ?? world.now() + 86_400,
  });
  world.state.checkoutSessions[session.id] = session;
  world.state.checkoutRequests[session.id] = request;
  return session;
}

export function findCheckoutSession(world: World, id: string): CheckoutSession {
  const session = world.state.checkoutSessions[id];
  if (!session) throw noSuch('checkout.session', id);
  return session;
}

/** `POST /v1/checkout/sessions/:id/expire`. */
export function expireCheckoutSession(world: World, id: string, params: Params): CheckoutSession {
  params.finish();
  const session = findCheckoutSession(world, id);
  if (session.status !== 'open') {
    throw invalidRequest(
      `Only Checkout Sessions with a status in ["open"] can be expired. This one is ${session.status}.`,
    );
  }
  expireCheckout(world, session);
  return session;
}

export function expireCheckout(world: World, session: CheckoutSession): void {
  session.status = 'expired';
  session.url = null;
  emit(world, 'checkout.session.expired', session);
}

/** `GET /v1/checkout/sessions/:id/line_items`, in the order they were given. */
export function checkoutLineItems(world: World, id: string): { id: string }[] {
  const session = findCheckoutSession(world, id);
  const lines = world.state.checkoutRequests[id]?.lines ?? [];
  return lines.map((line, index) => {
    const price = world.state.prices[line.price];
    const amount =
      session.amount_subtotal !== 0 && price
        ? amountIn(world, price, session.currency ?? 'usd') * line.quantity
        : 0;
    const off = index === 0 ? (session.total_details?.amount_discount ?? 0) : 0;
    return {
      id: `li_${id.slice(-20)}${index}`,
      object: 'item',
      adjustable_quantity: null,
      amount_discount: off,
      amount_subtotal: amount,
      amount_tax: 0,
      amount_total: amount - off,
      currency: session.currency,
      description: world.state.products[price?.product ?? '']?.name ?? null,
      metadata: {},
      price,
      quantity: line.quantity,
    };
  });
}

function readRequest(world: World, params: Params, customer: string | null): CheckoutRequest {
  const lines = (params.objects('line_items') ?? []).map((line, index) => ({
    price: findRecurringPrice(world, line.required('price'), `line_items[${index}][price]`).id,
    quantity: line.integer('quantity') ?? 1,
  }));
  if (lines.length === 0) throw missingParameter('line_items');
  if (lines.length > 1) throw notSimulated('several prices at Checkout');
  const discounts = readDiscounts(world, params, customer) ?? [];
  const [first] = lines;
  const currency = currencyFor(
    world,
    customer,
    params.string('currency'),
    world.state.prices[first?.price ?? ''],
  );
  for (const { coupon } of discounts) requireCouponCurrency(coupon, currency);
  if (customer) requireOneCurrency(world, customer, currency);
  const data = params.object('subscription_data');
  const missing = data
    ?.object('trial_settings')
    ?.object('end_behavior')
    ?.choice('missing_payment_method', missingPaymentMethodChoices);
  return {
    lines,
    currency,
    trialDays: data?.integer('trial_period_days') ?? 0,
    trialEnd: data?.integer('trial_end') ?? null,
    missingPaymentMethod: missing ?? 'create_invoice',
    subscriptionMetadata: data?.metadata() ?? {},
    subscriptionDescription: data?.string('description') || null,
    discounts: discounts.map(({ coupon, promotionCode }) => ({
      coupon: coupon.id,
      promotionCode: promotionCode?.id ?? null,
    })),
  };
}

function readUrl(params: Params, name: string): string | null {
  const url = params.string(name);
  if (!url) return null;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw invalidRequest('Not a valid URL', name, 'url_invalid');
  return url;
}
