import { expireCheckout } from './checkout/checkout-sessions.ts';
import { endDiscount } from './discounts/discounts.ts';
import { finalizeInvoice } from './invoices/create-invoice.ts';
import { attemptPayment } from './invoices/pay-invoice.ts';
import { endPhase } from './schedules/run-schedule.ts';
import { invalidRequest } from './stripe-error.ts';
import type { StripeState, Subscription } from './stripe-state.ts';
import { cancelNow } from './subscriptions/cancel-subscription.ts';
import { firstItem } from './subscriptions/find-subscription.ts';
import { endTrial, expireIncomplete, renew } from './subscriptions/renew-subscription.ts';
import { change, emit, type World } from './world.ts';

const day = 86_400;
const trialNoticeSeconds = 3 * day;
const incompleteSeconds = 23 * 3_600;

interface Due {
  at: number;
  run: () => void;
}

export interface BillingClock {
  /** Unix seconds. */
  now(): number;
  /** Does everything that has become due by now, in order. False when there was nothing to do. */
  catchUp(): boolean;
  /** Moves to a later moment through every moment in between, so that 13 months make 13 invoices. */
  advance(to: number): void;
  /** When the next thing becomes due, in Unix seconds; null when nothing ever will. */
  nextDueAt(): number | null;
}

/** A clock that runs with `realNow` (Unix seconds) and can be moved forward, never back. */
export function billingClock(state: StripeState, realNow: () => number, world: () => World): BillingClock {
  let standingAt: number | null = null;
  const now = () => standingAt ?? realNow() + state.clockAheadBy;

  function runUntil(end: number): boolean {
    let ran = false;
    const { request } = world();
    // What the clock does, nobody asked for: also when an API request moves it.
    world().request = null;
    try {
      for (let due = nextDue(world(), end); due; due = nextDue(world(), end)) {
        standingAt = Math.max(due.at, standingAt ?? 0);
        due.run();
        ran = true;
      }
    } finally {
      standingAt = null;
      world().request = request;
    }
    return ran;
  }

  return {
    now,
    catchUp: () => runUntil(now()),
    nextDueAt: () => nextDue(world(), Number.POSITIVE_INFINITY)?.at ?? null,
    advance(to) {
      if (to < now()) throw invalidRequest('The billing clock only moves forward.', 'frozen_time');
      runUntil(to);
      state.clockAheadBy = Math.max(state.clockAheadBy, to - realNow());
    },
  };
}

/** The earliest thing to do up to and including `end`. On a tie the first found: a cancellation before a renewal. */
function nextDue(world: World, end: number): Due | undefined {
  let next: Due | undefined;
  for (const due of allDue(world)) {
    if (due.at <= end && (!next || due.at < next.at)) next = due;
  }
  return next;
}

function* allDue(world: World): Generator<Due> {
  const { subscriptions, invoices, checkoutSessions, schedules } = world.state;
  // Before the renewals: a phase that begins with a period decides what the renewal charges.
  for (const schedule of Object.values(schedules)) {
    if (schedule.status === 'active' && schedule.current_phase)
      yield { at: schedule.current_phase.end_date, run: () => endPhase(world, schedule) };
  }
  yield* dueOfDiscounts(world);
  for (const subscription of Object.values(subscriptions)) yield* dueOfSubscription(world, subscription);
  for (const invoice of Object.values(invoices)) {
    if (invoice.status === 'draft' && invoice.automatically_finalizes_at !== null) {
      const run = () => {
        finalizeInvoice(world, invoice);
        attemptPayment(world, invoice);
      };
      yield { at: invoice.automatically_finalizes_at, run };
    }
    if (invoice.status === 'open' && invoice.next_payment_attempt !== null) {
      yield { at: invoice.next_payment_attempt, run: () => attemptPayment(world, invoice) };
    }
  }
  for (const session of Object.values(checkoutSessions)) {
    if (session.status === 'open')
      yield { at: session.expires_at, run: () => expireCheckout(world, session) };
  }
}

function* dueOfDiscounts(world: World): Generator<Due> {
  const { coupons, promotionCodes, discounts, endedDiscounts } = world.state;
  for (const discount of Object.values(discounts)) {
    if (discount.end !== null && !endedDiscounts[discount.id])
      yield { at: discount.end, run: () => endDiscount(world, discount) };
  }
  for (const coupon of Object.values(coupons)) {
    const run = () =>
      void change(world, coupon, 'coupon.updated', (expired) => {
        expired.valid = false;
      });
    if (coupon.valid && coupon.redeem_by !== null) yield { at: coupon.redeem_by, run };
  }
  for (const code of Object.values(promotionCodes)) {
    const run = () =>
      void change(world, code, 'promotion_code.updated', (expired) => {
        expired.active = false;
      });
    if (code.active && code.expires_at !== null) yield { at: code.expires_at, run };
  }
}

function* dueOfSubscription(world: World, subscription: Subscription): Generator<Due> {
  const { status, cancel_at: cancelAt, trial_end: trialEnd } = subscription;
  if (subscription.ended_at !== null || status === 'paused') return;
  if (status === 'incomplete') {
    yield { at: subscription.created + incompleteSeconds, run: () => expireIncomplete(world, subscription) };
    return;
  }
  if (cancelAt !== null) yield { at: cancelAt, run: () => cancelNow(world, subscription, null) };
  if (status !== 'trialing' || trialEnd === null) {
    yield { at: firstItem(subscription).current_period_end, run: () => renew(world, subscription) };
    return;
  }
  const notice = `trial_will_end:${subscription.id}`;
  if (!world.state.notices[notice]) {
    const run = () => {
      world.state.notices[notice] = true;
      emit(world, 'customer.subscription.trial_will_end', subscription);
    };
    yield { at: trialEnd - trialNoticeSeconds, run };
  }
  yield { at: trialEnd, run: () => endTrial(world, subscription, 'after-draft') };
}
