import { Stripe, stripe } from './stripe.ts';

/** Sends bills that went to `from` to somebody else, or to nobody when there is none. Safe to repeat. */
export async function moveBillingEmail(
  stripeCustomerId: string,
  from: string,
  to: string | null,
): Promise<void> {
  try {
    const customer = await stripe().customers.retrieve(stripeCustomerId);
    if (customer.deleted || customer.email?.toLowerCase() !== from) return;
    await stripe().customers.update(stripeCustomerId, { email: to ?? '' });
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.code === 'resource_missing') return;
    throw error;
  }
}
