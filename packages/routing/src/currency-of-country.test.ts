import { describe, expect, test } from 'vitest';
import { currencyOfCountry, pricingVariant } from './currency-of-country.ts';

describe('the currency of a country', () => {
  test.each([
    ['eur', 'DE FR IE NO LI IS BG RE AX MC'],
    ['gbp', 'GB JE GG IM'],
    ['usd', 'US CA CH BR JP AU GI'],
  ])('%s', (currency, countries) => {
    for (const country of countries.split(' ')) expect(currencyOfCountry(country)).toBe(currency);
  });

  test('is dollars where nobody knows the country, or it is none', () => {
    for (const country of [null, '', 'de', 'ZZ', 'constructor'])
      expect(currencyOfCountry(country)).toBe('usd');
  });
});

describe('the file of the page of prices', () => {
  test('follows the country at /pricing alone', () => {
    expect(pricingVariant('/pricing', 'DE')).toBe('/pricing/eur');
    expect(pricingVariant('/pricing/', 'GB')).toBe('/pricing/gbp');
    expect(pricingVariant('/pricing', 'US')).toBeNull();
    expect(pricingVariant('/pricing', null)).toBeNull();
  });

  test('is the one that was chosen at an address that names it, and no other page has one', () => {
    for (const path of [
      '/pricing/usd',
      '/pricing/gbp',
      '/',
      '/pricing-plans',
      '/w/pricing',
      '/pricing/eur/',
    ]) {
      expect(pricingVariant(path, 'DE')).toBeNull();
    }
  });
});
