import { checkoutLineItems } from '../checkout/checkout-sessions.ts';
import { findCustomer } from '../customers/find-customer.ts';
import type { World } from '../world.ts';
import { createdWithin, type ListPage, listPage } from './list-page.ts';
import type { Params } from './params.ts';

type List = ListPage<{ id: string }>;

function newestFirst<T>(records: Record<string, T>): T[] {
  return Object.values(records).reverse();
}

/** Keeps what has the sent value in `name`; everything when nothing was sent. */
function matching<T>(items: T[], params: Params, name: string & keyof T): T[] {
  const wanted = params.string(name);
  return wanted === undefined ? items : items.filter((item) => String(item[name]) === wanted);
}

export function listCustomers(world: World, params: Params): List {
  const found = matching(newestFirst(world.state.customers), params, 'email');
  return listPage('/v1/customers', createdWithin(found, params), params);
}

export function listProducts(world: World, params: Params): List {
  const ids = params.strings('ids');
  const found = matching(newestFirst(world.state.products), params, 'active');
  const named = ids ? found.filter((product) => ids.includes(product.id)) : found;
  return listPage('/v1/products', createdWithin(named, params), params);
}

export function listPrices(world: World, params: Params): List {
  const keys = params.strings('lookup_keys');
  const interval = params.object('recurring')?.string('interval');
  let found = matching(newestFirst(world.state.prices), params, 'active');
  for (const name of ['product', 'currency', 'type'] as const) found = matching(found, params, name);
  if (keys) found = found.filter((price) => price.lookup_key !== null && keys.includes(price.lookup_key));
  if (interval) found = found.filter((price) => price.recurring?.interval === interval);
  return listPage('/v1/prices', createdWithin(found, params), params);
}

export function listCoupons(world: World, params: Params): List {
  const found = newestFirst(world.state.coupons).filter((coupon) => !world.state.deletedCoupons[coupon.id]);
  return listPage('/v1/coupons', createdWithin(found, params), params);
}

export function listPromotionCodes(world: World, params: Params): List {
  const coupon = params.string('coupon');
  const code = params.string('code')?.toLowerCase();
  let found = newestFirst(world.state.promotionCodes);
  for (const name of ['active', 'customer'] as const) found = matching(found, params, name);
  if (coupon) found = found.filter((known) => known.promotion.coupon === coupon);
  if (code) found = found.filter((known) => known.code.toLowerCase() === code);
  return listPage('/v1/promotion_codes', createdWithin(found, params), params);
}

export function listSchedules(world: World, params: Params): List {
  const found = matching(newestFirst(world.state.schedules), params, 'customer');
  return listPage('/v1/subscription_schedules', createdWithin(found, params), params);
}

/** Like Stripe, leaves out what is canceled unless `status` asks for it. */
export function listSubscriptions(world: World, params: Params): List {
  const status = params.string('status');
  const price = params.string('price');
  let found = newestFirst(world.state.subscriptions);
  for (const name of ['customer', 'test_clock'] as const) found = matching(found, params, name);
  if (status === undefined) found = found.filter((subscription) => subscription.status !== 'canceled');
  else if (status === 'ended') found = found.filter((subscription) => subscription.ended_at !== null);
  else if (status !== 'all') found = found.filter((subscription) => subscription.status === status);
  if (price) found = found.filter(({ items }) => items.data.some((item) => item.price.id === price));
  return listPage('/v1/subscriptions', createdWithin(found, params), params);
}

export function listInvoices(world: World, params: Params): List {
  const subscription = params.string('subscription');
  let found = newestFirst(world.state.invoices);
  for (const name of ['customer', 'status'] as const) found = matching(found, params, name);
  if (subscription) {
    found = found.filter((invoice) => invoice.parent?.subscription_details?.subscription === subscription);
  }
  return listPage('/v1/invoices', createdWithin(found, params), params);
}

export function listCheckoutSessions(world: World, params: Params): List {
  let found = newestFirst(world.state.checkoutSessions);
  for (const name of ['customer', 'status', 'subscription'] as const) found = matching(found, params, name);
  return listPage('/v1/checkout/sessions', createdWithin(found, params), params);
}

export function listCheckoutLineItems(world: World, id: string, params: Params): List {
  return listPage(`/v1/checkout/sessions/${id}/line_items`, checkoutLineItems(world, id), params);
}

export function listPaymentMethods(world: World, params: Params): List {
  params.string('type');
  const found = matching(newestFirst(world.state.paymentMethods), params, 'customer');
  return listPage('/v1/payment_methods', found, params);
}

export function listPaymentMethodsOf(world: World, customer: string, params: Params): List {
  findCustomer(world, customer);
  params.string('type');
  const found = newestFirst(world.state.paymentMethods).filter((method) => method.customer === customer);
  return listPage(`/v1/customers/${customer}/payment_methods`, found, params);
}

export function listPortalConfigurations(world: World, params: Params): List {
  let found = newestFirst(world.state.portalConfigurations);
  for (const name of ['active', 'is_default'] as const) found = matching(found, params, name);
  return listPage('/v1/billing_portal/configurations', found, params);
}

/** `type` may end in `*`, as in `invoice.*`. */
export function listEvents(world: World, params: Params): List {
  const type = params.string('type');
  const types = params.strings('types') ?? (type === undefined ? undefined : [type]);
  const deliverySuccess = params.boolean('delivery_success');
  let found = createdWithin(newestFirst(world.state.events), params);
  if (types) {
    const fits = (wanted: string, actual: string) =>
      wanted.endsWith('*') ? actual.startsWith(wanted.slice(0, -1)) : actual === wanted;
    found = found.filter((event) => types.some((wanted) => fits(wanted, event.type)));
  }
  if (deliverySuccess !== undefined) {
    found = found.filter((event) => (event.pending_webhooks === 0) === deliverySuccess);
  }
  return listPage('/v1/events', found, params);
}
