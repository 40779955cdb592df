import { formatMoney } from './format-money.ts';

/** Why the next payment is not seats times price: people joined or left in the middle of a period. */
export function pendingWords(cents: number, currency: string): string {
  const amount = formatMoney(Math.abs(cents), currency, true);
  return cents > 0
    ? `With ${amount} for seats added in this period`
    : `Less ${amount} for seats given up in this period`;
}
