import { shownCurrencyOptions } from '../catalogue/currency-options.ts';
import { invalidRequest } from '../stripe-error.ts';
import type { StripeState } from '../stripe-state.ts';

type Json = Record<string, unknown>;

/** Where an id of each kind is found; Stripe's ids carry their kind in front. */
const collections: Record<string, (state: StripeState) => Record<string, object>> = {
  cus: (state) => state.customers,
  prod: (state) => state.products,
  price: (state) => state.prices,
  pm: (state) => state.paymentMethods,
  sub: (state) => state.subscriptions,
  sub_sched: (state) => state.schedules,
  in: (state) => state.invoices,
  cs: (state) => state.checkoutSessions,
  bpc: (state) => state.portalConfigurations,
  promo: (state) => state.promotionCodes,
  di: (state) => state.discounts,
  txi: (state) => state.taxIds,
  mtr: (state) => state.meters,
  clock: (state) => state.testClocks,
};

/** What an object has only when it is asked for. */
const includable: Record<string, (state: StripeState, id: string) => object> = {
  'customer.tax_ids': (state, customer) => ({
    object: 'list',
    data: Object.values(state.taxIds)
      .filter((taxId) => taxId.customer === customer)
      .reverse(),
    has_more: false,
    url: `/v1/customers/${customer}/tax_ids`,
  }),
  'price.currency_options': (state, id) => {
    const price = state.prices[id];
    return price ? shownCurrencyOptions(price, state.currencyOptions[id] ?? {}) : {};
  },
};

/**
 * A copy of an answer in which the ids at `paths` (e.g. `data.latest_invoice`) are replaced by their objects.
 * Throws Stripe's error for a property that is no id.
 */
export function expand(state: StripeState, answer: object, paths: readonly string[]): object {
  const copy = structuredClone(answer) as Json;
  for (const path of paths) {
    const names = path.split('.');
    if (names.filter((name) => name !== 'data').length > 4) {
      throw invalidRequest('You cannot expand more than 4 levels of a property.', 'expand');
    }
    walk(state, [copy], names, path);
  }
  return copy;
}

function walk(state: StripeState, nodes: unknown[], names: string[], path: string): void {
  const [name, ...rest] = names;
  if (name === undefined) return;
  for (const node of nodes) {
    if (typeof node !== 'object' || node === null) continue;
    const holder = node as Json;
    // Of what was deleted only the id is left.
    if (holder.deleted === true) continue;
    const included = includable[`${holder.object}.${name}`]?.(state, String(holder.id));
    if (included) holder[name] = included;
    if (!Object.hasOwn(holder, name)) {
      throw invalidRequest(`This property cannot be expanded (${path}).`, 'expand');
    }
    const value = holder[name];
    if (typeof value === 'string') holder[name] = find(state, value, path);
    const inner = holder[name];
    if (Array.isArray(inner)) {
      for (const [index, entry] of inner.entries())
        if (typeof entry === 'string') inner[index] = find(state, entry, path);
    }
    walk(state, Array.isArray(inner) ? inner : [inner], rest, path);
  }
}

function find(state: StripeState, id: string, path: string): unknown {
  const kind = id.startsWith('sub_sched_') ? 'sub_sched' : (id.split('_')[0] ?? '');
  if (state.deletedCustomers[id]) return { id, object: 'customer', deleted: true };
  // Products and coupons carry the ids that their makers chose.
  const found = collections[kind]?.(state)[id] ?? state.products[id] ?? state.coupons[id];
  if (!found) throw invalidRequest(`This property cannot be expanded (${path}).`, 'expand');
  return structuredClone(found);
}
