import type { Params } from '../http/params.ts';
import { invalidRequest, noSuch, notSimulated } from '../stripe-error.ts';
import type { Price } from '../stripe-state.ts';
import { change, emit, type World } from '../world.ts';
import { readCurrencyOptions } from './currency-options.ts';
import { findProduct } from './products.ts';

/** `id` is only given by the seed; Stripe never lets a caller choose it. */
export function createPrice(world: World, params: Params, id?: string): Price {
  const product = findProduct(world, params.required('product'), 'product');
  const currency = params.required('currency').toLowerCase();
  const unitAmount = params.integer('unit_amount');
  const options = readCurrencyOptions(params);
  const recurring = params.object('recurring');
  const interval = recurring?.choice('interval', ['day', 'week', 'month', 'year']);
  const intervalCount = recurring?.integer('interval_count') ?? 1;
  const usageType = recurring?.choice('usage_type', ['licensed', 'metered']) ?? 'licensed';
  const lookupKey = params.string('lookup_key') || null;
  const transfer = params.boolean('transfer_lookup_key') ?? false;
  const nickname = params.string('nickname') || null;
  const active = params.boolean('active') ?? true;
  const taxBehavior =
    params.choice('tax_behavior', ['exclusive', 'inclusive', 'unspecified']) ?? 'unspecified';
  const metadata = params.metadata();
  params.finish();
  if (unitAmount === undefined || unitAmount < 0) {
    throw invalidRequest('Invalid unit_amount: give a whole number of cents.', 'unit_amount');
  }
  if (recurring && !interval)
    throw invalidRequest('Missing required param: recurring[interval].', 'recurring[interval]');
  if (usageType === 'metered') throw notSimulated('metered prices');
  takeLookupKey(world, lookupKey, transfer);

  const price = {
    id: id ?? world.newId('price'),
    object: 'price',
    active,
    billing_scheme: 'per_unit',
    created: world.now(),
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: lookupKey,
    metadata,
    nickname,
    product: product.id,
    recurring: interval
      ? {
          interval,
          interval_count: intervalCount,
          meter: null,
          trial_period_days: null,
          usage_type: usageType,
        }
      : null,
    tax_behavior: taxBehavior,
    tiers_mode: null,
    transform_quantity: null,
    type: interval ? 'recurring' : 'one_time',
    unit_amount: unitAmount,
    unit_amount_decimal: String(unitAmount),
  } satisfies Price;
  world.state.prices[price.id] = price;
  if (options) world.state.currencyOptions[price.id] = options;
  emit(world, 'price.created', price);
  return price;
}

/** What a price costs never changes at Stripe: only its name, key, metadata, other currencies and whether it is offered. */
export function updatePrice(world: World, id: string, params: Params): Price {
  const price = findPrice(world, id);
  const active = params.boolean('active');
  const nickname = params.string('nickname');
  const lookupKey = params.string('lookup_key');
  const transfer = params.boolean('transfer_lookup_key') ?? false;
  const metadata = params.metadata(price.metadata);
  const options = readCurrencyOptions(params);
  params.finish();
  if (options) world.state.currencyOptions[id] = { ...world.state.currencyOptions[id], ...options };
  if (lookupKey && lookupKey !== price.lookup_key) takeLookupKey(world, lookupKey, transfer);
  return change(world, price, 'price.updated', (changed) => {
    if (active !== undefined) changed.active = active;
    if (nickname !== undefined) changed.nickname = nickname || null;
    if (lookupKey !== undefined) changed.lookup_key = lookupKey || null;
    changed.metadata = metadata;
  });
}

export function findPrice(world: World, id: string, param = 'id'): Price {
  const price = world.state.prices[id];
  if (!price) throw noSuch('price', id, param);
  return price;
}

/** Throws Stripe's error unless the price can be subscribed to. */
export function findRecurringPrice(world: World, id: string, param: string): Price & { recurring: object } {
  const price = findPrice(world, id, param);
  if (!price.active)
    throw invalidRequest('The price specified is inactive. This field only accepts active prices.', param);
  if (!price.recurring) {
    const message =
      'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.';
    throw invalidRequest(message, param);
  }
  return price as Price & { recurring: NonNullable<Price['recurring']> };
}

function takeLookupKey(world: World, lookupKey: string | null, transfer: boolean): void {
  const holder =
    lookupKey && Object.values(world.state.prices).find((price) => price.lookup_key === lookupKey);
  if (!holder) return;
  if (!transfer) {
    const message = `A price (\`${holder.id}\`) already uses that lookup key. Set \`transfer_lookup_key=true\` to transfer it.`;
    throw invalidRequest(message, 'lookup_key');
  }
  change(world, holder, 'price.updated', (price) => {
    price.lookup_key = null;
  });
}
