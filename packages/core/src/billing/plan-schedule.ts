import type { CurrentSubscription } from './current-subscription.ts';
import { nextPhase, scheduleOf } from './read-planned-change.ts';
import { Stripe, stripe } from './stripe.ts';

type Planned = Pick<CurrentSubscription, 'subscription' | 'item'>;

/**
 * Has the subscription become something else when its running period ends, and then go on without a schedule. Replaces
 * what was planned before. Safe to repeat: a schedule that is there is used, and told everything again.
 */
export async function planNextPeriod(
  current: Planned,
  next: { price: Stripe.Price; seats: number },
): Promise<void> {
  const schedule =
    scheduleOf(current.subscription) ??
    (await stripe().subscriptionSchedules.create({ from_subscription: current.subscription.id }));
  const running = schedule.current_phase;
  if (!running) throw new Error(`Schedule ${schedule.id} of an active subscription has no running phase.`);
  const interval = next.price.recurring?.interval ?? 'month';
  await stripe().subscriptionSchedules.update(schedule.id, {
    end_behavior: 'release',
    proration_behavior: 'none',
    phases: [
      {
        ...phaseOf(current, current.item.price.id, current.item.quantity ?? 1),
        start_date: running.start_date,
        end_date: running.end_date,
      },
      {
        ...phaseOf(current, next.price.id, next.seats),
        proration_behavior: 'none',
        duration: { interval, interval_count: 1 },
      },
    ],
  });
}

/**
 * The number of seats, in the running period and in what is planned after it: a change of the subscription alone would
 * leave the plan with the old number. Charges the difference with the next invoice, as without a schedule.
 */
export async function setScheduledSeats(
  current: Planned,
  schedule: Stripe.SubscriptionSchedule,
  seats: number,
): Promise<void> {
  const next = nextPhase(schedule);
  const running = schedule.current_phase;
  const [planned] = next?.items ?? [];
  if (!next || !running || !planned) return;
  const price = typeof planned.price === 'string' ? planned.price : planned.price.id;
  await stripe().subscriptionSchedules.update(schedule.id, {
    proration_behavior: 'create_prorations',
    phases: [
      {
        ...phaseOf(current, current.item.price.id, seats),
        start_date: running.start_date,
        end_date: running.end_date,
      },
      {
        ...phaseOf(current, price, seats),
        proration_behavior: 'none',
        start_date: next.start_date,
        end_date: next.end_date,
      },
    ],
  });
}

/** Drops what was planned; the subscription goes on as it is. Stripe refuses to cancel one that has a schedule. */
export async function dropSchedule({ subscription }: Pick<Planned, 'subscription'>): Promise<boolean> {
  const schedule = scheduleOf(subscription);
  if (!schedule) return false;
  try {
    await stripe().subscriptionSchedules.release(schedule.id);
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    const { status } = await stripe().subscriptionSchedules.retrieve(schedule.id);
    if (status === 'active' || status === 'not_started') throw error;
  }
  return true;
}

/** Every phase names the currency and the discounts again: without the latter Stripe takes them off. */
function phaseOf({ subscription }: Planned, price: string, quantity: number) {
  const discounts = (subscription.discounts ?? []).map((discount) => ({
    discount: typeof discount === 'string' ? discount : discount.id,
  }));
  return {
    items: [{ price, quantity }],
    currency: subscription.currency,
    ...(discounts.length > 0 && { discounts }),
  };
}
