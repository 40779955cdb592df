import { findPrice } from '../catalogue/prices.ts';
import { attachDiscounts, type RequestedDiscount } from '../discounts/discounts.ts';
import { invalidRequest } from '../stripe-error.ts';
import type { SchedulePhase, Subscription, SubscriptionSchedule } from '../stripe-state.ts';
import { cancelNow } from '../subscriptions/cancel-subscription.ts';
import {
  applyItemChanges,
  billChange,
  type ItemChange,
  isNewInterval,
  type Proration,
  prorationLines,
} from '../subscriptions/change-items.ts';
import { findSubscription, firstItem } from '../subscriptions/find-subscription.ts';
import { planOf } from '../subscriptions/new-subscription.ts';
import { change, emit, type World } from '../world.ts';

/** Moves on to the next phase, at the end of the running one; after the last the schedule is over. */
export function endPhase(world: World, schedule: SubscriptionSchedule): void {
  const subscription = findSubscription(world, schedule.subscription ?? '');
  const next = nextPhase(schedule);
  if (next) {
    change(world, schedule, 'subscription_schedule.updated', (changed) => {
      changed.current_phase = { start_date: next.start_date, end_date: next.end_date };
    });
    enterPhase(world, subscription, next, next.proration_behavior as Proration);
  } else if (schedule.end_behavior === 'cancel') {
    schedule.status = 'completed';
    schedule.completed_at = world.now();
    schedule.current_phase = null;
    emit(world, 'subscription_schedule.completed', schedule);
    cancelNow(world, subscription, null);
  } else release(world, schedule);
}

/** What comes after the running phase; nothing when it is the last. */
export function nextPhase(schedule: SubscriptionSchedule): SchedulePhase | undefined {
  return schedule.phases.find((phase) => phase.start_date === schedule.current_phase?.end_date);
}

/**
 * Makes the subscription what the phase says. When the phase begins with a period nothing is prorated: the renewal,
 * due at the same moment, charges the new price.
 */
export function enterPhase(
  world: World,
  subscription: Subscription,
  phase: SchedulePhase,
  proration: Proration,
): void {
  const changes = changesTo(world, subscription, phase);
  const isRenewal = firstItem(subscription).current_period_end === world.now();
  const lines =
    isRenewal || proration === 'none' ? [] : prorationLines(world, subscription, changes, world.now());
  const requested = requestedBy(world, phase);
  change(world, subscription, 'customer.subscription.updated', (changed) => {
    Object.assign(changed.metadata, phase.metadata);
    if (isRenewal) renewWith(world, changed, changes);
    else applyItemChanges(world, changed, changes);
    attachDiscounts(world, changed, requested);
  });
  billChange(world, subscription, lines, proration === 'always_invoice' || changes.some(isNewInterval));
}

/** Lets the subscription go on without the schedule. */
export function release(world: World, schedule: SubscriptionSchedule): void {
  const subscription = world.state.subscriptions[schedule.subscription ?? ''];
  schedule.status = 'released';
  schedule.released_at = world.now();
  schedule.released_subscription = schedule.subscription;
  schedule.subscription = null;
  schedule.current_phase = null;
  emit(world, 'subscription_schedule.released', schedule);
  if (!subscription) return;
  change(world, subscription, 'customer.subscription.updated', (changed) => {
    changed.schedule = null;
  });
}

/** What was changed on the subscription itself is also true of the running phase; later phases stay as planned. */
export function followSubscription(world: World, subscription: Subscription): void {
  const schedule = world.state.schedules[subscription.schedule ?? ''];
  if (schedule?.status !== 'active') return;
  const { price, quantity } = firstItem(subscription);
  change(world, schedule, 'subscription_schedule.updated', (changed) => {
    const running = changed.phases.find((phase) => phase.start_date === changed.current_phase?.start_date);
    const [item] = running?.items ?? [];
    if (!running || !item) return;
    Object.assign(item, { price: price.id, plan: price.id, quantity });
    running.discounts = subscription.discounts.map((discount) => ({
      coupon: null,
      discount,
      promotion_code: null,
    }));
  });
}

/** Stripe's refusal to end a subscription behind its schedule's back. */
export function refuseIfScheduled(subscription: Subscription): void {
  if (!subscription.schedule) return;
  const message = `The subscription is managed by the subscription schedule \`${subscription.schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`;
  throw invalidRequest(message);
}

/** What a phase makes of the subscription's item. */
export function changesTo(world: World, subscription: Subscription, phase: SchedulePhase): ItemChange[] {
  const item = firstItem(subscription);
  return phase.items.map(({ price, quantity }) => ({ item, price: findPrice(world, price), quantity }));
}

function renewWith(world: World, subscription: Subscription, changes: readonly ItemChange[]): void {
  for (const { item, price, quantity } of changes) {
    if (isNewInterval({ item, price, quantity })) subscription.billing_cycle_anchor = world.now();
    item.price = structuredClone(price);
    item.plan = planOf(price);
    item.quantity = quantity;
  }
}

function requestedBy(world: World, phase: SchedulePhase): RequestedDiscount[] {
  const { coupons, discounts, promotionCodes } = world.state;
  return phase.discounts.flatMap((wanted) => {
    const kept = discounts[String(wanted.discount)] ?? null;
    if (kept && world.state.endedDiscounts[kept.id]) return [];
    const promotionCode = promotionCodes[String(wanted.promotion_code)] ?? null;
    const coupon = coupons[String(kept?.source.coupon ?? promotionCode?.promotion.coupon ?? wanted.coupon)];
    return coupon ? { coupon, promotionCode, kept } : [];
  });
}
