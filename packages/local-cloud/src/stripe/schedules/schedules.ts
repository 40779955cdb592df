import type { Params } from '../http/params.ts';
import { invalidRequest, noSuch, notSimulated } from '../stripe-error.ts';
import type { SchedulePhase, Subscription, SubscriptionSchedule } from '../stripe-state.ts';
import { cancelNow } from '../subscriptions/cancel-subscription.ts';
import { prorationBehaviors } from '../subscriptions/change-items.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { change, emit, type World } from '../world.ts';
import { enterPhase, release } from './run-schedule.ts';
import { readPhases, runningPhase } from './schedule-phases.ts';

/** `POST /v1/subscription_schedules`, from a running subscription only: its running period becomes the first phase. */
export function createSchedule(world: World, params: Params): SubscriptionSchedule {
  const from = params.string('from_subscription');
  if (!from) throw notSimulated('a schedule that is not made from a subscription');
  params.finish();
  const subscription = findSubscription(world, from, 'from_subscription');
  return startSchedule(world, subscription);
}

/** Throws Stripe's error for a subscription that has one already or has ended. */
export function startSchedule(world: World, subscription: Subscription): SubscriptionSchedule {
  if (subscription.schedule) {
    const message = `You cannot migrate a subscription that is already attached to a schedule: ${subscription.schedule}.`;
    throw invalidRequest(message, 'from_subscription');
  }
  if (subscription.ended_at !== null || subscription.status === 'incomplete') {
    throw invalidRequest(
      `You cannot migrate a subscription that is ${subscription.status}.`,
      'from_subscription',
    );
  }
  const schedule = newSchedule(world, subscription, runningPhase(subscription));
  world.state.schedules[schedule.id] = schedule;
  emit(world, 'subscription_schedule.created', schedule);
  change(world, subscription, 'customer.subscription.updated', (changed) => {
    changed.schedule = schedule.id;
  });
  return schedule;
}

/** `POST /v1/subscription_schedules/:id`. What changes in the running phase changes the subscription at once. */
export function updateSchedule(world: World, id: string, params: Params): SubscriptionSchedule {
  const schedule = findActiveSchedule(world, id, 'updated');
  const subscription = findSubscription(world, schedule.subscription ?? '');
  const current = phaseAt(schedule, schedule.current_phase?.start_date ?? 0);
  if (!current) throw new Error(`Schedule ${id} has no current phase.`);
  const phases = readPhases(world, subscription, current, params);
  const endBehavior = params.choice('end_behavior', ['release', 'cancel']);
  const proration = params.choice('proration_behavior', prorationBehaviors) ?? 'create_prorations';
  const metadata = params.metadata(schedule.metadata ?? {});
  params.finish();
  if (phases?.[0] && phases[0].end_date < world.now())
    throw invalidRequest('The running phase cannot end in the past.', 'phases[0][end_date]');
  change(world, schedule, 'subscription_schedule.updated', (changed) => {
    if (endBehavior) changed.end_behavior = endBehavior;
    changed.metadata = metadata;
    const [first] = phases ?? [];
    if (!phases || !first) return;
    changed.phases = phases;
    changed.current_phase = { start_date: first.start_date, end_date: first.end_date };
  });
  if (phases?.[0]) enterPhase(world, subscription, phases[0], proration);
  return schedule;
}

/** `POST /v1/subscription_schedules/:id/release`: the subscription goes on as it is, and what was planned is off. */
export function releaseSchedule(world: World, id: string, params: Params): SubscriptionSchedule {
  const schedule = findActiveSchedule(world, id, 'released');
  params.boolean('preserve_cancel_date');
  params.finish();
  release(world, schedule);
  return schedule;
}

/** `POST /v1/subscription_schedules/:id/cancel`: ends the subscription with it, now. */
export function cancelSchedule(world: World, id: string, params: Params): SubscriptionSchedule {
  const schedule = findActiveSchedule(world, id, 'canceled');
  const [invoiceNow, prorate] = [params.boolean('invoice_now'), params.boolean('prorate')];
  params.finish();
  if (invoiceNow || prorate) throw notSimulated('a last invoice or a refund on cancelling');
  cancelNow(world, findSubscription(world, schedule.subscription ?? ''), 'cancellation_requested');
  return schedule;
}

export function findSchedule(world: World, id: string): SubscriptionSchedule {
  const schedule = world.state.schedules[id];
  if (!schedule) throw noSuch('subscription schedule', id);
  return schedule;
}

function findActiveSchedule(world: World, id: string, what: string): SubscriptionSchedule {
  const schedule = findSchedule(world, id);
  if (schedule.status === 'active') return schedule;
  const message = `You cannot have a subscription schedule ${what} that is currently in the \`${schedule.status}\` status.`;
  throw invalidRequest(message);
}

function phaseAt(schedule: SubscriptionSchedule, start: number): SchedulePhase | undefined {
  return schedule.phases.find((phase) => phase.start_date === start);
}

function newSchedule(world: World, subscription: Subscription, phase: SchedulePhase): SubscriptionSchedule {
  return {
    id: world.newId('sub_sched'),
    object: 'subscription_schedule',
    application: null,
    billing_mode: structuredClone(subscription.billing_mode),
    canceled_at: null,
    completed_at: null,
    created: world.now(),
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
    customer: subscription.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null },
      billing_cycle_anchor: 'automatic',
      billing_thresholds: null,
      collection_method: 'charge_automatically',
      default_payment_method: subscription.default_payment_method,
      description: subscription.description,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: 'self' },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: subscription.cancel_at === null ? 'release' : 'cancel',
    livemode: false,
    metadata: {},
    pause_schedules: [],
    phases: [phase],
    released_at: null,
    released_subscription: null,
    status: 'active',
    subscription: subscription.id,
    test_clock: subscription.test_clock,
  } satisfies SubscriptionSchedule;
}
