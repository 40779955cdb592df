import { AppError } from '../errors/app-error.ts';
import { Stripe } from './stripe.ts';

/** What a person reads when their card did not pay for a change; undefined when something else went wrong. */
export function cardRefusal(error: unknown): AppError | undefined {
  if (!(error instanceof Stripe.errors.StripeError)) return undefined;
  if (!(error instanceof Stripe.errors.StripeCardError) && error.statusCode !== 402) return undefined;
  const why = `${error.code ?? ''} ${error.decline_code ?? ''}`;
  if (/authentication|requires_action/.test(why)) {
    return new AppError(
      'PAYMENT_REQUIRED',
      'Your bank wants you to confirm this payment, so nothing was changed or charged. Confirm it on the payment page, or use another card.',
      { reason: 'authentication-required', cause: error },
    );
  }
  return new AppError(
    'PAYMENT_REQUIRED',
    `The card was not accepted, so nothing was changed or charged. ${error.message} Use another card, then confirm again.`,
    { reason: 'card-declined', cause: error },
  );
}
