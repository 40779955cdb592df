import { z } from 'zod';
import { changesBetween } from '../audit/changes-between.ts';
import { command } from '../registry/command.ts';
import { planDescriptions } from './catalogue.ts';
import {
  type CurrentSubscription,
  changingSubscription,
  requirePlanCanChange,
} from './current-subscription.ts';
import { timingOf } from './plan-change.ts';
import { planNextPeriod } from './plan-schedule.ts';
import { type PreviewedChange, previewOutdated, readPreviewToken } from './preview-token.ts';
import { findPrice } from './price-id.ts';
import { seatsOf } from './seats-of.ts';

/** Moves to a smaller plan or a shorter interval when the period that is paid for ends. Can be taken back until then. */
export const downgradePlan = command({
  name: 'downgrade-plan',
  permission: 'billing:manage',
  audit: 'billing.downgrade_planned',
  input: z.strictObject({ preview: z.string().max(2_000) }),
  prepare(ctx, { preview }) {
    const previewed = readPreviewToken(ctx.workspace.id, preview);
    return changingSubscription(ctx.workspace.id, async (current) => ({
      previewed,
      from: current.state,
      isChanged: await downgrade(ctx.workspace.id, current, previewed),
    }));
  },
  async run(ctx, _input, { previewed: { plan, interval }, from, isChanged }) {
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
          from: { from: null, to: from.currentPeriodEnd.toISOString().slice(0, 10) },
        },
      });
    }
    return { plan, planName: name, interval, at: from.currentPeriodEnd };
  },
});

/** False when it is planned already. */
async function downgrade(
  workspaceId: string,
  current: CurrentSubscription,
  previewed: PreviewedChange,
): Promise<boolean> {
  const { state, subscription } = current;
  requirePlanCanChange(state);
  if (subscription.id !== previewed.subscriptionId) throw previewOutdated();
  if (timingOf(state, previewed) !== 'at-renewal') throw previewOutdated();
  if (state.plannedPlan === previewed.plan && state.plannedInterval === previewed.interval) return false;
  const price = await findPrice(previewed.plan, previewed.interval);
  await planNextPeriod(current, { price, seats: await seatsOf(workspaceId) });
  return true;
}
