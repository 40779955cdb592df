import type { Params } from '../http/params.ts';
import { invalidRequest, missingParameter, noSuch } from '../stripe-error.ts';
import type { Customer, PaymentMethod } from '../stripe-state.ts';
import { emit, type World } from '../world.ts';
import { type CardDetails, declineOf, isCard, readCard, testCards } from './test-cards.ts';

/** Attached to nobody yet. */
export function newPaymentMethod(
  world: World,
  { card, expMonth, expYear }: CardDetails,
  billing: { name?: string | null; email?: string | null } = {},
): PaymentMethod {
  const method = {
    id: world.newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: {
      address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
      email: billing.email ?? null,
      name: billing.name ?? null,
      phone: null,
      tax_id: null,
    },
    card: {
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: card.brand,

      exp_month: expMonth,
      exp_year: expYear,
      fingerprint: `local${card.number.slice(-8)}`,
      funding: 'credit',
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: world.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  } satisfies PaymentMethod;
  world.state.paymentMethods[method.id] = method;
  world.state.cardBehaviour[method.id] = card.behaviour;
  return method;
}

/** `POST /v1/payment_methods`, cards only. */
export function createPaymentMethod(world: World, params: Params): PaymentMethod {
  const type = params.required('type');
  const card = params.object('card');
  const billing = params.object('billing_details');
  const details = { name: billing?.string('name'), email: billing?.string('email') };
  const token = card?.string('token')?.replace(/^tok_/, '');
  const entry = {
    number: card?.string('number') ?? '',
    expiry: `${card?.integer('exp_month') ?? ''}/${card?.integer('exp_year') ?? ''}`,
    cvc: card?.string('cvc') ?? '000',
  };
  const metadata = params.metadata();
  params.finish();
  if (type !== 'card') throw invalidRequest(`The local Stripe only has cards, not ${type}.`, 'type');
  if (!card) throw missingParameter('card');
  const read = token === undefined ? readCard(entry, world.now()) : fromShortName(world, token);
  if (!isCard(read)) {
    const [field = 'number', message = 'Your card number is incorrect.'] = Object.entries(read)[0] ?? [];
    throw invalidRequest(message, `card[${field}]`);
  }
  const method = newPaymentMethod(world, read, details);
  method.metadata = metadata;
  return method;
}

/** Also accepts Stripe's ready-made ones, such as `pm_card_visa`, of which it makes a copy. */
export function attachPaymentMethod(world: World, id: string, params: Params): PaymentMethod {
  const customerId = params.required('customer');
  params.finish();
  const customer = world.state.customers[customerId];
  if (!customer) throw noSuch('customer', customerId, 'customer');
  const readyMade = id.startsWith('pm_card_') ? fromShortName(world, id.slice('pm_card_'.length)) : undefined;
  const method =
    readyMade && isCard(readyMade) ? newPaymentMethod(world, readyMade) : world.state.paymentMethods[id];
  if (!method) throw noSuch('PaymentMethod', id, 'payment_method');
  return attach(world, method, customer);
}

/** Throws a card error for a card that cannot even be saved. */
export function attach(world: World, method: PaymentMethod, customer: Customer): PaymentMethod {
  const behaviour = world.state.cardBehaviour[method.id] ?? 'ok';
  const refused = behaviour === 'fail-later' ? null : declineOf(behaviour);
  if (refused) throw refused;
  if (method.customer === customer.id) return method;
  if (method.customer) {
    throw invalidRequest('The payment method you provided has already been attached to a customer.');
  }
  method.customer = customer.id;
  emit(world, 'payment_method.attached', method);
  return method;
}

export function detachPaymentMethod(world: World, id: string, params: Params): PaymentMethod {
  params.finish();
  const method = world.state.paymentMethods[id];
  if (!method) throw noSuch('PaymentMethod', id, 'payment_method');
  const customer = method.customer;
  if (!customer) throw invalidRequest('The payment method you provided is not attached to a customer.');
  method.customer = null;
  const owner = world.state.customers[customer];
  if (owner?.invoice_settings.default_payment_method === id)
    owner.invoice_settings.default_payment_method = null;
  for (const subscription of Object.values(world.state.subscriptions)) {
    if (subscription.default_payment_method === id) subscription.default_payment_method = null;
  }
  emit(world, 'payment_method.detached', method, { customer });
  return method;
}

/** The customer's card by id; refuses another customer's. */
export function ownedPaymentMethod(world: World, customerId: string, id: string, param: string): string {
  const method = world.state.paymentMethods[id];
  if (!method || method.customer !== customerId) throw noSuch('PaymentMethod', id, param);
  return method.id;
}

function fromShortName(world: World, name: string): CardDetails | Record<string, string> {
  const card = testCards.find((candidate) => candidate.shortName === name);
  if (!card) return { token: `No such token: 'tok_${name}'` };
  return { card, expMonth: 12, expYear: new Date(world.now() * 1000).getUTCFullYear() + 3 };
}
