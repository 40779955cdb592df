import { cardError, type StripeError } from '../stripe-error.ts';
import type { StripeState } from '../stripe-state.ts';

/** The decline that a person asked for, of this customer or of whoever is charged next; null when nobody did. Uses it up. */
export function takeAskedDecline(state: StripeState, customer: string): StripeError | null {
  if (state.declineNextChargeOf[customer]) delete state.declineNextChargeOf[customer];
  else if (state.declineNextCharge) state.declineNextCharge = false;
  else return null;
  return cardError('card_declined', 'Your card was declined.', 'generic_decline');
}
