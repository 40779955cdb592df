import { afterIntervals, type Recurring } from '../catalogue/billing-period.ts';
import { findRecurringPrice } from '../catalogue/prices.ts';
import { readDiscounts } from '../discounts/discounts.ts';
import type { Params } from '../http/params.ts';
import { invalidRequest, missingParameter, notSimulated } from '../stripe-error.ts';
import type { SchedulePhase, Subscription } from '../stripe-state.ts';
import { prorationBehaviors } from '../subscriptions/change-items.ts';
import { firstItem } from '../subscriptions/find-subscription.ts';
import type { World } from '../world.ts';

/** The running period of a subscription, as the phase that a schedule made from it begins with. */
export function runningPhase(subscription: Subscription): SchedulePhase {
  const item = firstItem(subscription);
  return newPhase(subscription, {
    start_date: item.current_period_start,
    end_date: item.current_period_end,
    price: item.price.id,
    quantity: item.quantity,
    trial_end: subscription.trial_end,
    discounts: subscription.discounts.map((discount) => ({ coupon: null, discount, promotion_code: null })),
  });
}

/**
 * Reads `phases`. The first begins where `current` begins; each other one where the one before ends. Without an end a
 * phase lasts one interval of its price.
 */
export function readPhases(
  world: World,
  subscription: Subscription,
  current: SchedulePhase,
  params: Params,
): SchedulePhase[] | undefined {
  const phases: SchedulePhase[] = [];
  const sent = params.objects('phases');
  for (const [index, phase] of (sent ?? []).entries()) {
    const start = phases.at(-1)?.end_date ?? current.start_date;
    phases.push(readPhase(world, subscription, phase, `phases[${index}]`, start));
  }
  if (sent && phases.length === 0) throw missingParameter('phases');
  return sent && phases;
}

function readPhase(
  world: World,
  subscription: Subscription,
  params: Params,
  name: string,
  start: number,
): SchedulePhase {
  const items = params.objects('items') ?? [];
  const [item] = items;
  if (!item) throw missingParameter(`${name}[items]`);
  if (items.length > 1) throw notSimulated('several items in a phase');
  const price = findRecurringPrice(world, item.required('price'), `${name}[items][0][price]`);
  const quantity = item.integer('quantity') ?? 1;
  const currency = params.string('currency');
  if (currency && currency !== subscription.currency) {
    const message = 'The currency of a phase must be that of the subscription.';
    throw invalidRequest(message, `${name}[currency]`);
  }
  const startDate = params.integer('start_date');
  if (startDate !== undefined && startDate !== start) {
    const message =
      'You can not modify the start date of the current phase, and a phase must begin where the one before it ends.';
    throw invalidRequest(message, `${name}[start_date]`);
  }
  const duration = params.object('duration');
  const lasts = duration && {
    interval: duration.required('interval'),
    interval_count: duration.integer('interval_count') ?? 1,
    meter: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
  const sentEnd = params.string('end_date') === 'now' ? world.now() : params.integer('end_date');
  const end = sentEnd ?? afterIntervals(start, lasts ?? (price.recurring as Recurring), 1);
  if (end <= start) throw invalidRequest('A phase must end after it has begun.', `${name}[end_date]`);
  const discounts = readDiscounts(world, params, subscription.customer) ?? [];
  return newPhase(subscription, {
    start_date: start,
    end_date: end,
    price: price.id,
    quantity,
    trial_end: params.integer('trial_end') ?? null,
    proration_behavior: params.choice('proration_behavior', prorationBehaviors),
    metadata: params.metadata(),
    discounts: discounts.map(({ coupon, promotionCode, kept }) => ({
      coupon: kept || promotionCode ? null : coupon.id,
      discount: kept?.id ?? null,
      promotion_code: promotionCode?.id ?? null,
    })),
  });
}

function newPhase(
  { currency }: Subscription,
  phase: Pick<SchedulePhase, 'start_date' | 'end_date' | 'trial_end'> & {
    price: string;
    quantity: number;
    discounts: { coupon: string | null; discount: string | null; promotion_code: string | null }[];
    proration_behavior?: string | undefined;
    metadata?: Record<string, string>;
  },
): SchedulePhase {
  const { price, quantity } = phase;
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: phase.discounts,
    end_date: phase.end_date,
    invoice_settings: null,
    items: [
      { billing_thresholds: null, discounts: [], metadata: {}, plan: price, price, quantity, tax_rates: [] },
    ],
    metadata: phase.metadata ?? {},
    on_behalf_of: null,
    proration_behavior: phase.proration_behavior ?? 'create_prorations',
    start_date: phase.start_date,
    transfer_data: null,
    trial_end: phase.trial_end,
  } satisfies SchedulePhase;
}
