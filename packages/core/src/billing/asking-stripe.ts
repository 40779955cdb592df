import { AppError } from '../errors/app-error.ts';
import { log } from '../log/log.ts';
import { Stripe } from './stripe.ts';

const nothingChanged = 'Our payment provider did not answer, so nothing was changed. Try again in a minute.';

/** For a change of what exists: an answer that was lost may have been a yes. */
export const maybeChanged =
  'Our payment provider did not confirm the change. Open Billing in a minute: it shows whether it was made. Trying again never charges twice.';

/**
 * Runs what a person asked Stripe for. When Stripe cannot be reached or refuses, they read what that means: that nothing
 * was changed, unless told otherwise.
 */
export async function askingStripe<Result>(
  run: () => Promise<Result>,
  message = nothingChanged,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    log.error('billing.stripe_failed', { error, request: error.requestId });
    throw new AppError('SERVICE_UNAVAILABLE', message, { retryAfterSeconds: 60, cause: error });
  }
}
