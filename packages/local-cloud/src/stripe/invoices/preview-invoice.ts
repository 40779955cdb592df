import { periodEndAfter, type Recurring } from '../catalogue/billing-period.ts';
import { findRecurringPrice } from '../catalogue/prices.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { readDiscounts, withDiscounts } from '../discounts/discounts.ts';
import type { Params } from '../http/params.ts';
import { changesTo, nextPhase } from '../schedules/run-schedule.ts';
import { invalidRequest, missingParameter } from '../stripe-error.ts';
import type { Invoice, Subscription } from '../stripe-state.ts';
import {
  type ItemChange,
  isNewInterval,
  prorationBehaviors,
  prorationLines,
  readItemChanges,
  readProrationDate,
} from '../subscriptions/change-items.ts';
import { findSubscription, firstItem } from '../subscriptions/find-subscription.ts';
import { newSubscription, planOf } from '../subscriptions/new-subscription.ts';
import type { World } from '../world.ts';
import { newInvoice } from './create-invoice.ts';
import { pendingLines, periodLines } from './invoice-line.ts';

/**
 * `POST /v1/invoices/create_preview`: what a change of a subscription would be billed, or without one its next invoice;
 * for a customer without `subscription`, the first invoice of a new one. Changes nothing.
 */
export function previewInvoice(world: World, params: Params): Invoice {
  const id = params.string('subscription');
  const customer = params.string('customer');
  if (customer) findCustomer(world, customer, 'customer');
  const preview = id ? previewChange(world, params, id) : previewStart(world, params, customer);
  return { ...preview, id: `upcoming_${preview.id}`, auto_advance: false };
}

function previewChange(world: World, params: Params, id: string): Invoice {
  const subscription = findSubscription(world, id, 'subscription');
  const details = params.object('subscription_details');
  const changes = details ? readItemChanges(world, subscription, details) : [];
  const behavior = details?.choice('proration_behavior', prorationBehaviors);
  const cancels = details?.boolean('cancel_at_period_end') ?? subscription.cancel_at !== null;
  const at = details ? readProrationDate(world, subscription, details) : world.now();
  const discounts = readDiscounts(world, params, subscription.customer);
  params.finish();
  const as = withDiscounts(world, subscription, discounts);
  const prorations = behavior === 'none' ? [] : prorationLines(as.world, as.subscription, changes, at);
  const isBilledNow = behavior === 'always_invoice' || changes.some(isNewInterval);
  const pending = structuredClone(pendingLines(world, subscription));
  if (changes.length > 0 && isBilledNow) {
    const lines = prorations.length > 0 ? [...pending, ...prorations] : [];
    return newInvoice(as.world, as.subscription, 'subscription_update', lines);
  }
  if (cancels || subscription.ended_at !== null) {
    throw invalidRequest(
      'No upcoming invoices for customer: the subscription ends.',
      undefined,
      'invoice_upcoming_none',
    );
  }
  const next = nextPeriod(as.world, as.subscription, changes);
  const lines = [...pending, ...prorations, ...periodLines(as.world, next)];
  return newInvoice(as.world, next, 'upcoming', lines);
}

function previewStart(world: World, params: Params, customer: string | undefined): Invoice {
  if (!customer) throw missingParameter('subscription');
  const details = params.object('subscription_details');
  const items = (details?.objects('items') ?? []).map((item, index) => ({
    price: findRecurringPrice(world, item.required('price'), `subscription_details[items][${index}][price]`)
      .id,
    quantity: item.integer('quantity') ?? 1,
  }));
  const currency = params.string('currency');
  const trialEnd = details?.integer('trial_end') ?? null;
  const discounts = readDiscounts(world, params, customer) ?? [];
  params.finish();
  if (items.length === 0) throw missingParameter('subscription_details[items]');
  const draft = newSubscription(world, {
    customer,
    items,
    currency,
    trialEnd,
    missingPaymentMethod: 'create_invoice',
    defaultPaymentMethod: null,
    metadata: {},
    description: null,
  });
  const as = withDiscounts(world, draft, discounts);
  return newInvoice(as.world, as.subscription, 'subscription_create', periodLines(as.world, as.subscription));
}

/** The subscription as it is when its running period has ended: with the changes, or as its schedule says. */
function nextPeriod(world: World, subscription: Subscription, changes: readonly ItemChange[]): Subscription {
  const next = structuredClone({ ...subscription, status: 'active' });
  const boundary = firstItem(subscription).current_period_end;
  const schedule = world.state.schedules[subscription.schedule ?? ''];
  const phase = schedule?.current_phase?.end_date === boundary ? nextPhase(schedule) : undefined;
  for (const { item, price, quantity } of phase ? changesTo(world, next, phase) : changes) {
    const changed = next.items.data.find((candidate) => candidate.id === item.id);
    if (!changed) continue;
    if (isNewInterval({ item, price, quantity })) next.billing_cycle_anchor = boundary;
    Object.assign(changed, { price, plan: planOf(price), quantity });
  }
  for (const item of next.items.data) {
    item.current_period_start = item.current_period_end;
    const recurring = item.price.recurring as Recurring;
    item.current_period_end = periodEndAfter(item.current_period_start, next.billing_cycle_anchor, recurring);
  }
  next.discounts = next.discounts.filter((id) => {
    const discount = world.state.discounts[id];
    return !discount || discount.end === null || discount.end > boundary;
  });
  return next;
}
