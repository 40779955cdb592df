import { z } from 'zod';
import { command } from '../registry/command.ts';
import { type Plan, planDescriptions } from './catalogue.ts';
import { changingSubscription } from './current-subscription.ts';
import { dropSchedule } from './plan-schedule.ts';

/** Takes a smaller plan that waits for the next period back: everything stays as it is. */
export const withdrawDowngrade = command({
  name: 'withdraw-downgrade',
  permission: 'billing:manage',
  audit: 'billing.downgrade_withdrawn',
  input: z.strictObject({}),
  prepare: (ctx) =>
    changingSubscription(ctx.workspace.id, async (current) => ({
      state: current.state,
      isChanged: await dropSchedule(current),
    })),
  async run(ctx, _input, { state, isChanged }) {
    const planned = state.plannedPlan as Plan | null;
    if (!isChanged || !planned) ctx.unchanged();
    else {
      await ctx.audit({
        targetKind: 'subscription',
        targetId: null,
        targetName: `${planDescriptions[planned].name}, per ${state.plannedInterval}`,
      });
    }
    return { planName: planDescriptions[state.plan].name };
  },
});
