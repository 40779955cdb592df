import { AppError } from '../errors/app-error.ts';
import { log } from '../log/log.ts';
import { Stripe } from './stripe.ts';

/** Runs what a person asked Stripe for. When Stripe cannot be reached or refuses, they read that nothing was changed. */
export async function askingStripe<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    log.error('billing.stripe_failed', { error, request: error.requestId });
    throw new AppError(
      'SERVICE_UNAVAILABLE',
      'Our payment provider did not answer, so nothing was changed. Try again in a minute.',
      { retryAfterSeconds: 60, cause: error },
    );
  }
}
