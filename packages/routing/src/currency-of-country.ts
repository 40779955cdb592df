import { economicArea, partsOfMembers } from './european-countries.ts';

/** ISO 4217, lower case as Stripe writes it. Each has an address below `/pricing/`. */
export const shownCurrencies = ['usd', 'eur', 'gbp'] as const;
export type ShownCurrency = (typeof shownCurrencies)[number];

/** Andorra, Kosovo, Monaco, Montenegro, San Marino and the Vatican pay in euros without being members. */
const inEuros = new Set([...economicArea, ...partsOfMembers, 'AD', 'MC', 'ME', 'SM', 'VA', 'XK']);

/** The United Kingdom, and the islands whose pound is sterling. */
const inSterling = new Set(['GB', 'GG', 'IM', 'JE']);

/**
 * The currency that prices are shown in to somebody from this country: a first guess, which every page lets them change.
 *
 * @param country ISO 3166-1 alpha-2, upper case; null when nobody knows.
 */
export function currencyOfCountry(country: string | null): ShownCurrency {
  if (country === null) return 'usd';
  if (inEuros.has(country)) return 'eur';
  return inSterling.has(country) ? 'gbp' : 'usd';
}

const pricing = '/pricing';

/**
 * The file that answers for the page of prices: of the visitor's currency, at the one address that everybody links to.
 * Null for every other page, and where that address already is the file.
 */
export function pricingVariant(pathname: string, country: string | null): string | null {
  if (pathname.replace(/(.)\/$/, '$1') !== pricing) return null;
  const currency = currencyOfCountry(country);
  return currency === shownCurrencies[0] ? null : `${pricing}/${currency}`;
}
