import { type CardDetails, isCard, readCard } from '../payment-methods/test-cards.ts';
import type { CardForm } from './card-fields.ts';

export interface CardFormEntry {
  form: CardForm;
  /** Null while something is wrong with it. */
  card: CardDetails | null;
  errors: Record<string, string>;
}

/** Reads a posted card form. A name on the card is asked for, as at Stripe. */
export function readCardForm(fields: URLSearchParams, now: number): CardFormEntry {
  const get = (name: string) => (fields.get(name) ?? '').trim();
  const form = { number: get('number'), expiry: get('expiry'), cvc: get('cvc'), name: get('name') };
  const read = readCard(form, now);
  const card = isCard(read) ? read : null;
  const errors = isCard(read) ? {} : { ...read };
  if (!form.name) errors.name = 'Enter the name as it is on the card.';
  return { form, card: Object.keys(errors).length === 0 ? card : null, errors };
}
