import type { Currency } from '@archipelago/core/billing/catalogue';

/** In the middle of a sentence. */
export const currencyNames: Record<Currency, string> = {
  usd: 'US dollars',
  eur: 'euros',
  gbp: 'pounds sterling',
};
