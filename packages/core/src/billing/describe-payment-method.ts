import type { Stripe } from './stripe.ts';

const cardNames: Record<string, string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

/** For people: `Visa ending in 4242`. Null while there is none, or when Stripe gave only its id. */
export function describePaymentMethod(method: string | Stripe.PaymentMethod | null): string | null {
  if (!method || typeof method === 'string') return null;
  if (method.card) return `${cardNames[method.card.brand] ?? 'Card'} ending in ${method.card.last4}`;
  if (method.sepa_debit) return `SEPA debit ending in ${method.sepa_debit.last4}`;
  if (method.us_bank_account) return `Bank account ending in ${method.us_bank_account.last4}`;
  const words = method.type.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
