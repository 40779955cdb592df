import { findCustomer } from './ensure-customer.ts';
import { Stripe, stripe } from './stripe.ts';

/**
 * Deletes the workspace's customer at Stripe, which ends its subscriptions at once and forgets its cards. Invoices stay
 * there, as the law asks. One that is gone already is fine.
 */
export async function eraseAtStripe(workspaceId: string): Promise<void> {
  const stripeCustomerId = await findCustomer(workspaceId);
  if (!stripeCustomerId) return;
  try {
    await stripe().customers.del(stripeCustomerId);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.code === 'resource_missing') return;
    throw error;
  }
}
