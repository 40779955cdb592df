import { expect, test } from 'vitest';
import { visitorsCountry } from './visitors-country.ts';

const from = (country: string) =>
  new Request('http://localhost/', { headers: { 'x-local-country': country } });

test('everybody comes from the country that was chosen, and a request from its own', () => {
  const country = visitorsCountry('fr');
  expect(country.of(new Request('http://localhost/'))).toBe('FR');
  country.set('DE');
  expect(country.of(new Request('http://localhost/'))).toBe('DE');
  expect(country.of(from('us'))).toBe('US');
  expect(country.of(from(''))).toBeNull();
  country.set(null);
  expect(country.get()).toBeNull();
});

test('the product never sees how a request named its country', () => {
  const request = from('GB');
  visitorsCountry(null).of(request);
  expect(request.headers.has('x-local-country')).toBe(false);
});
