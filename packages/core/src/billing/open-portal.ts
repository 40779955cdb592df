import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { workspaceUrl } from '../workspaces/workspace-url.ts';
import { askingStripe } from './asking-stripe.ts';
import { type Interval, intervals } from './catalogue.ts';
import { type CurrentSubscription, currentSubscription } from './current-subscription.ts';
import { findCustomer } from './ensure-customer.ts';
import { portalConfigurationId } from './portal-configuration.ts';
import { priceId } from './price-id.ts';
import { seatsOf } from './seats-of.ts';
import { type Stripe, stripe } from './stripe.ts';

const flows = ['payment-method', 'details', 'cancel', 'change', 'confirm-change'] as const;

/**
 * Opens Stripe's hosted portal (plan, card, details, invoices, cancelling) and returns its address. With a flow it opens
 * at one thing and comes back when that is done; `confirm-change` is a change of plan whose payment the bank wants
 * confirmed.
 */
export const openPortal = command({
  name: 'open-portal',
  permission: 'billing:manage',
  audit: 'billing.portal_opened',
  input: z.strictObject({
    flow: z.enum(flows).optional(),
    plan: z.enum(['pro', 'business']).optional(),
    interval: z.enum(intervals).optional(),
  }),
  async prepare(ctx, { flow, plan, interval }) {
    const customer = await findCustomer(ctx.workspace.id);
    if (!customer) {
      throw new AppError(
        'CONFLICT',
        'There is nothing to manage yet: this workspace is on Free. Start a trial or choose a plan first.',
        { reason: 'no-subscription' },
      );
    }
    const returnUrl = workspaceUrl(ctx.workspace.slug, '/dashboard/billing');
    const session = await askingStripe(async () => {
      const configuration = await portalConfigurationId();
      return stripe().billingPortal.sessions.create({
        customer,
        return_url: returnUrl,
        ...(configuration && { configuration }),
        ...(flow && {
          flow_data: {
            ...(await flowData(flow, { customer, workspaceId: ctx.workspace.id, plan, interval })),
            after_completion: { type: 'redirect', redirect: { return_url: returnUrl } },
          },
        }),
      });
    });
    return session.url;
  },
  async run(ctx, _input, url) {
    await ctx.audit({ targetKind: 'subscription', targetId: null, targetName: 'Billing portal' });
    return { url };
  },
});

interface Asked {
  customer: string;
  workspaceId: string;
  plan?: 'pro' | 'business' | undefined;
  interval?: Interval | undefined;
}

async function flowData(
  flow: (typeof flows)[number],
  asked: Asked,
): Promise<Stripe.BillingPortal.SessionCreateParams.FlowData> {
  if (flow === 'payment-method') return { type: 'payment_method_update' };
  if (flow === 'details') return { type: 'customer_update' };
  const current = await currentSubscription(asked.customer);
  const { id } = current.subscription;
  if (flow === 'cancel') return { type: 'subscription_cancel', subscription_cancel: { subscription: id } };
  if (flow === 'change') return { type: 'subscription_update', subscription_update: { subscription: id } };
  return {
    type: 'subscription_update_confirm',
    subscription_update_confirm: await confirmation(current, asked),
  };
}

async function confirmation({ subscription, item, state }: CurrentSubscription, asked: Asked) {
  const { plan = state.plan, interval = state.interval, workspaceId } = asked;
  const [price, quantity] = await Promise.all([priceId(plan, interval), seatsOf(workspaceId)]);
  return { subscription: subscription.id, items: [{ id: item.id, price, quantity }] };
}
