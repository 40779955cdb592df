import type { Params } from '../http/params.ts';
import { ownedPaymentMethod } from '../payment-methods/payment-methods.ts';
import type { Customer } from '../stripe-state.ts';
import { cancelNow } from '../subscriptions/cancel-subscription.ts';
import { addTaxId, checkTaxId } from '../tax-ids/tax-ids.ts';
import { billingClockId, findTestClock } from '../test-clocks/test-clocks.ts';
import { change, emit, type World } from '../world.ts';
import { findCustomer } from './find-customer.ts';

/** `id` is only given by the seed; Stripe never lets a caller choose it. */
export function createCustomer(world: World, params: Params, id?: string): Customer {
  const customer = {
    id: id ?? world.newId('cus'),
    object: 'customer',
    address: null,
    balance: 0,
    created: world.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: '',
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: billingClockId,
  } satisfies Customer as Customer;
  customer.invoice_prefix = customer.id
    .replace(/^cus_(local_)?/, '')
    .slice(-8)
    .toUpperCase();
  const apply = readCustomer(world, customer, params);
  const clock = params.string('test_clock');
  const taxIds = (params.objects('tax_id_data') ?? []).map((sent) => ({
    type: sent.required('type'),
    value: sent.required('value'),
  }));
  params.finish();
  if (clock) customer.test_clock = findTestClock(world, clock, 'test_clock').id;
  for (const taxId of taxIds) checkTaxId(taxId);
  apply(customer);
  world.state.customers[customer.id] = customer;
  emit(world, 'customer.created', customer);
  for (const taxId of taxIds) addTaxId(world, customer.id, taxId);
  return customer;
}

export function updateCustomer(world: World, id: string, params: Params): Customer {
  const customer = findCustomer(world, id);
  const apply = readCustomer(world, customer, params);
  params.finish();
  return change(world, customer, 'customer.updated', apply);
}

/** Cancels what the customer has, at once, as Stripe does. */
export function deleteCustomer(world: World, id: string, params: Params): object {
  params.finish();
  const customer = findCustomer(world, id);
  for (const subscription of Object.values(world.state.subscriptions)) {
    if (subscription.customer === id && subscription.ended_at === null) cancelNow(world, subscription, null);
  }
  delete world.state.customers[id];
  world.state.deletedCustomers[id] = true;
  emit(world, 'customer.deleted', customer);
  return { id, object: 'customer', deleted: true };
}

/** A deleted customer is still answered, as a stub. */
export function retrieveCustomer(world: World, id: string): object {
  if (world.state.deletedCustomers[id]) return { id, object: 'customer', deleted: true };
  return findCustomer(world, id);
}

function readCustomer(world: World, current: Customer, params: Params): (customer: Customer) => void {
  const unset = (value: string | undefined, otherwise: string | null | undefined) =>
    value === undefined ? (otherwise ?? null) : value === '' ? null : value;
  const email = unset(params.string('email'), current.email);
  const name = unset(params.string('name'), current.name);
  const description = unset(params.string('description'), current.description);
  const phone = unset(params.string('phone'), current.phone);
  const metadata = params.metadata(current.metadata);
  const locales = params.strings('preferred_locales') ?? current.preferred_locales;
  const taxExempt = params.choice('tax_exempt', ['exempt', 'none', 'reverse']) ?? current.tax_exempt;
  const address = params.object('address');
  const sentAddress = address && {
    city: address.string('city') || null,
    country: address.string('country') || null,
    line1: address.string('line1') || null,
    line2: address.string('line2') || null,
    postal_code: address.string('postal_code') || null,
    state: address.string('state') || null,
  };
  const card = params.object('invoice_settings')?.string('default_payment_method');
  const method = card
    ? ownedPaymentMethod(world, current.id, card, 'invoice_settings[default_payment_method]')
    : card;
  return (customer) => {
    Object.assign(customer, { email, name, description, phone, metadata });
    customer.preferred_locales = locales ?? [];
    customer.tax_exempt = taxExempt ?? 'none';
    if (sentAddress) customer.address = sentAddress;
    if (method !== undefined) customer.invoice_settings.default_payment_method = method || null;
  };
}
