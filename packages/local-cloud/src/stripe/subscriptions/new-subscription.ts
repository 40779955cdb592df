import { afterIntervals, type Recurring } from '../catalogue/billing-period.ts';
import { amountIn, currencyFor, requireOneCurrency } from '../catalogue/currency-options.ts';
import { findRecurringPrice } from '../catalogue/prices.ts';
import type { Price, Subscription, SubscriptionItem } from '../stripe-state.ts';
import type { World } from '../world.ts';

export interface SubscriptionRequest {
  customer: string;
  items: { price: string; quantity: number }[];
  /** What the customer is billed in already, or else the price's own, when absent. */
  currency?: string | undefined;
  /** Unix seconds; null for no trial. */
  trialEnd: number | null;
  missingPaymentMethod: 'cancel' | 'create_invoice' | 'pause';
  defaultPaymentMethod: string | null;
  metadata: Record<string, string>;
  description: string | null;
  /** Only given by the seed. */
  id?: string;
  /** Unix seconds; only given by the seed, which starts trials in the past. */
  startedAt?: number;
}

/** The subscription as it begins, not stored yet: in trial, or incomplete until its first invoice is paid. */
export function newSubscription(world: World, request: SubscriptionRequest): Subscription {
  const id = request.id ?? world.newId('sub');
  const start = request.startedAt ?? world.now();
  const prices = request.items.map((item) => findRecurringPrice(world, item.price, 'items'));
  const recurring = prices[0]?.recurring as Recurring;
  const currency = currencyFor(world, request.customer, request.currency, prices[0]);
  requireOneCurrency(world, request.customer, currency);
  for (const price of prices) amountIn(world, price, currency);
  const end = request.trialEnd ?? afterIntervals(start, recurring, 1);
  const items = request.items.map((item, index) =>
    newItem(world, id, prices[index] as Price, item.quantity, { start, end }),
  );
  return {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: request.trialEnd ?? start,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created: start,
    currency,
    customer: request.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: request.defaultPaymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: request.description,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: { object: 'list', data: items, has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: request.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: start,
    status: request.trialEnd === null ? 'incomplete' : 'trialing',
    test_clock: world.state.customers[request.customer]?.test_clock ?? null,
    transfer_data: null,
    trial_end: request.trialEnd,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: request.missingPaymentMethod },
    },
    trial_start: request.trialEnd === null ? null : start,
  } satisfies Subscription;
}

/** One line of a subscription; `period` in Unix seconds. */
export function newItem(
  world: World,
  subscription: string,
  price: Price,
  quantity: number,
  period: { start: number; end: number },
): SubscriptionItem {
  return {
    id: world.newId('si'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: period.start,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price),
    price: structuredClone(price),
    quantity,
    subscription,
    tax_rates: [],
  } satisfies SubscriptionItem;
}

/** The price in the older shape that Stripe still repeats on every item. */
export function planOf(price: Price): SubscriptionItem['plan'] {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? 'month',
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}
