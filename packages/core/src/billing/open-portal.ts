import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { workspaceUrl } from '../workspaces/workspace-url.ts';
import { askingStripe } from './asking-stripe.ts';
import { findCustomer } from './ensure-customer.ts';
import { portalConfigurationId } from './portal-configuration.ts';
import { stripe } from './stripe.ts';

/** Opens Stripe's hosted portal (plan, card, address, invoices, cancelling) and returns its address. */
export const openPortal = command({
  name: 'open-portal',
  permission: 'billing:manage',
  audit: 'billing.portal_opened',
  input: z.strictObject({ flow: z.enum(['payment-method']).optional() }),
  async prepare(ctx, { flow }) {
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
        ...(flow === 'payment-method'
          ? {
              flow_data: {
                type: 'payment_method_update',
                after_completion: { type: 'redirect', redirect: { return_url: returnUrl } },
              },
            }
          : {}),
      });
    });
    return session.url;
  },
  async run(ctx, _input, url) {
    await ctx.audit({ targetKind: 'subscription', targetId: null, targetName: 'Billing portal' });
    return { url };
  },
});
