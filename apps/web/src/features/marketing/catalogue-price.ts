import { currency } from '@archipelago/core/billing/catalogue';
import { priceText } from './price-text.ts';

/** An amount of the catalogue, in its currency. */
export function cataloguePrice(cents: number): string {
  return priceText(cents, currency);
}
