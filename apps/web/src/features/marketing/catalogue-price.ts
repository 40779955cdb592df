import { defaultCurrency } from '@archipelago/core/billing/catalogue';
import { priceText } from './price-text.ts';

/** An amount of the catalogue, where a page shows one currency to everybody. */
export function cataloguePrice(cents: number): string {
  return priceText(cents, defaultCurrency);
}
