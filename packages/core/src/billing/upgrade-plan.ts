import { z } from 'zod';
import { changesBetween } from '../audit/changes-between.ts';
import { AppError } from '../errors/app-error.ts';
import { log } from '../log/log.ts';
import { command } from '../registry/command.ts';
import { cardRefusal } from './card-refusal.ts';
import { planDescriptions } from './catalogue.ts';
import {
  type CurrentSubscription,
  changingSubscription,
  requirePlanCanChange,
} from './current-subscription.ts';
import type { Lease } from './customer-lease.ts';
import { timingOf } from './plan-change.ts';
import { dropSchedule } from './plan-schedule.ts';
import { type PreviewedChange, previewOutdated, readPreviewToken } from './preview-token.ts';
import { scheduleOf } from './read-planned-change.ts';
import { seatsOf } from './seats-of.ts';
import { Stripe, stripe } from './stripe.ts';
import { type WorkedOutChange, workOutChange } from './work-out-change.ts';

/**
 * Moves to a larger plan or a longer interval at once, for what its preview said, to the cent, or not at all. Agreeing
 * twice, or two people at once, is one change and one charge: the second finds it made.
 */
export const upgradePlan = command({
  name: 'upgrade-plan',
  permission: 'billing:manage',
  audit: 'billing.upgraded',
  input: z.strictObject({ preview: z.string().max(2_000) }),
  prepare(ctx, { preview }) {
    const previewed = readPreviewToken(ctx.workspace.id, preview);
    return changingSubscription(ctx.workspace.id, async (current, lease) => ({
      previewed,
      from: current.state,
      isChanged: await upgrade(ctx.workspace.id, current, previewed, lease),
    }));
  },
  async run(ctx, _input, { previewed: { plan, interval, dueNow }, from, isChanged }) {
    const { name } = planDescriptions[plan];
    if (!isChanged) ctx.unchanged();
    else {
      await ctx.audit({
        targetKind: 'subscription',
        targetId: null,
        targetName: `${name}, per ${interval}`,
        changes: {
          ...changesBetween(
            { plan: planDescriptions[from.plan].name, interval: from.interval },
            { plan: name, interval },
          ),
          'charged, in cents': { from: null, to: dueNow },
        },
      });
    }
    return { plan, planName: name, interval, charged: isChanged ? dueNow : 0 };
  },
});

/** False when it is so already. */
async function upgrade(
  workspaceId: string,
  current: CurrentSubscription,
  previewed: PreviewedChange,
  lease: Lease,
): Promise<boolean> {
  const { state, subscription } = current;
  const isMade = timingOf(state, previewed) === 'none';
  if (isMade && subscription.id === previewed.subscriptionId) {
    await finishBrokenOff(current, previewed);
    return false;
  }
  requirePlanCanChange(state);
  if (subscription.id !== previewed.subscriptionId) throw previewOutdated();
  const worked = await asPreviewed(workspaceId, current, previewed);
  await charge(current, worked, lease);
  await dropSchedule(current);
  return true;
}

/**
 * Where an attempt broke off after the charge, a smaller plan that was to be replaced still waits. One that was chosen
 * after the preview stays: whoever comes back to an old page has not changed their mind.
 */
async function finishBrokenOff(current: CurrentSubscription, { at }: PreviewedChange): Promise<void> {
  const schedule = scheduleOf(current.subscription);
  if (schedule && at !== null && schedule.created <= at) await dropSchedule(current);
}

/** Works the change out once more, for the moment that was previewed: whoever agreed has agreed to this. */
async function asPreviewed(
  workspaceId: string,
  current: CurrentSubscription,
  previewed: PreviewedChange,
): Promise<WorkedOutChange> {
  const seats = await seatsOf(workspaceId);
  if (seats !== previewed.seats) throw previewOutdated();
  try {
    const worked = await workOutChange(current, previewed, seats, previewed.at);
    if (worked.timing !== 'now' || worked.dueNow !== previewed.dueNow) throw previewOutdated();
    return worked;
  } catch (error) {
    // A period that ended meanwhile cannot be prorated any more.
    const isOver = error instanceof Stripe.errors.StripeError && error.param === 'proration_date';
    throw isOver ? previewOutdated() : error;
  }
}

async function charge(
  { subscription, item, state }: CurrentSubscription,
  { price, seats, at, dueNow }: WorkedOutChange,
  lease: Lease,
): Promise<void> {
  if (dueNow > 0 && !state.paymentMethod) {
    throw new AppError(
      'PAYMENT_REQUIRED',
      'There is no card to charge, so nothing was changed. Add one, then confirm again.',
      { reason: 'no-card' },
    );
  }
  try {
    await stripe().subscriptions.update(
      subscription.id,
      {
        items: [{ id: item.id, price: price.id, quantity: seats }],
        // In a trial nothing is charged, and nothing prorated.
        ...(at === null
          ? { proration_behavior: 'none' }
          : { proration_behavior: 'always_invoice', proration_date: at }),
        payment_behavior: 'error_if_incomplete',
      },
      // Of this attempt: one that a card refused may be made again, with another card or the same.
      { idempotencyKey: `upgrade:${subscription.id}:${lease.fence}` },
    );
  } catch (error) {
    const refusal = cardRefusal(error);
    if (refusal) throw refusal;
    if (!(await isMadeAfterAll(subscription.id, price.id))) throw error;
    log.warn('billing.upgrade_answer_lost', { subscription: subscription.id });
  }
}

/** An answer that was lost on the way may have been a yes. */
async function isMadeAfterAll(id: string, price: string): Promise<boolean> {
  const { items } = await stripe().subscriptions.retrieve(id);
  return items.data[0]?.price.id === price;
}
