import { cardError, type StripeError } from '../stripe-error.ts';

/**
 * What happens when the card is used. `authenticate`: the bank asks first, and lets later charges pass once it was
 * answered. `fail-later`: can be saved, every charge is declined.
 */
export type CardBehaviour = 'ok' | 'decline' | 'insufficient' | 'authenticate' | 'fail-later';

export interface TestCard {
  number: string;
  brand: 'visa' | 'mastercard';
  behaviour: CardBehaviour;
  /** For the person at Checkout. */
  effect: string;
  /** Stripe's ready-made payment method of the same card, without `pm_card_`. */
  shortName: string;
}

export const testCards: readonly TestCard[] = [
  { number: '4242424242424242', brand: 'visa', behaviour: 'ok', effect: 'Pays', shortName: 'visa' },
  {
    number: '5555555555554444',
    brand: 'mastercard',
    behaviour: 'ok',
    effect: 'Pays, Mastercard',
    shortName: 'mastercard',
  },
  {
    number: '4000000000000002',
    brand: 'visa',
    behaviour: 'decline',
    effect: 'Is declined',
    shortName: 'chargeDeclined',
  },
  {
    number: '4000000000009995',
    brand: 'visa',
    behaviour: 'insufficient',
    effect: 'Is declined: insufficient funds',
    shortName: 'chargeDeclinedInsufficientFunds',
  },
  {
    number: '4000002500003155',
    brand: 'visa',
    behaviour: 'authenticate',
    effect: 'Asks you to authenticate',
    shortName: 'authenticationRequiredOnSetup',
  },
  {
    number: '4000000000000341',
    brand: 'visa',
    behaviour: 'fail-later',
    effect: 'Can be saved, then every charge fails',
    shortName: 'chargeCustomerFail',
  },
];

export interface CardDetails {
  card: TestCard;
  expMonth: number;
  expYear: number;
}

export interface CardEntry {
  number: string;
  /** `MM/YY`. */
  expiry: string;
  cvc: string;
}

/** Reads a card as a person types it. Errors name the field in `param`, worded as Stripe's own form words them. */
export function readCard(entry: CardEntry, nowSeconds: number): CardDetails | Record<string, string> {
  const errors: Record<string, string> = {};
  const digits = entry.number.replace(/[\s-]/g, '');
  const card = testCards.find((candidate) => candidate.number === digits);
  if (digits === '') errors.number = 'Enter a card number.';
  else if (!/^\d{12,19}$/.test(digits)) errors.number = 'Your card number is incomplete.';
  else if (!passesLuhn(digits)) errors.number = 'Your card number is invalid.';
  else if (!card) {
    errors.number =
      'This is not a test card. Use one of the test cards listed here; real cards are never read.';
  }
  const [, month = '', year = ''] = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(entry.expiry) ?? [];
  const expMonth = Number(month);
  const expYear = Number(year) < 100 ? 2000 + Number(year) : Number(year);
  if (!month || expMonth < 1 || expMonth > 12) {
    errors.expiry = 'Enter the expiry date as month and year, for example 12/34.';
  } else if (Date.UTC(expYear, expMonth, 1) / 1000 <= nowSeconds) {
    errors.expiry = 'Your card’s expiry date is in the past.';
  }
  if (!/^\d{3,4}$/.test(entry.cvc.trim()))
    errors.cvc = 'Enter the 3-digit security code on the back of the card.';
  if (!card || Object.keys(errors).length > 0) return errors;
  return { card, expMonth, expYear };
}

/** Tells a card that was read from the errors instead of it. */
export function isCard(read: CardDetails | Record<string, string>): read is CardDetails {
  return typeof read.card === 'object';
}

/** The card error that a charge meets; null when it passes, once a card that asks has been authenticated. */
export function declineOf(behaviour: CardBehaviour): StripeError | null {
  if (behaviour === 'ok' || behaviour === 'authenticate') return null;
  if (behaviour === 'insufficient') {
    return cardError('card_declined', 'Your card has insufficient funds.', 'insufficient_funds');
  }
  return cardError('card_declined', 'Your card was declined.', 'generic_decline');
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
