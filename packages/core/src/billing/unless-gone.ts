import { Stripe } from './stripe.ts';

/** What Stripe answers, or null when it has no such thing, or has it no more. */
export async function unlessGone<Found>(asked: Promise<Found>): Promise<Found | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.code === 'resource_missing') return null;
    throw error;
  }
}
