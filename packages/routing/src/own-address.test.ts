import { expect, test } from 'vitest';
import { ownAddress } from './own-address.ts';

const acme = { appUrl: 'https://archipelago.test:8443', slug: 'acme' };

test('with subdomains a page is at the workspace’s own', () => {
  const at = { ...acme, tenantSubdomains: true };
  expect(ownAddress({ ...at, pathname: '/' })).toBe('https://acme.archipelago.test:8443/');
  expect(ownAddress({ ...at, pathname: '/sign-in', search: '?redirect_url=%2Fposts%2Fa' })).toBe(
    'https://acme.archipelago.test:8443/sign-in?redirect_url=%2Fposts%2Fa',
  );
});

test('without them it is below the workspace’s path, and signing in leads back there', () => {
  const at = { ...acme, tenantSubdomains: false };
  const address = (pathname: string, search?: string) =>
    ownAddress({ ...at, pathname, ...(search && { search }) }).replace(acme.appUrl, '');
  expect(address('/')).toBe('/w/acme');
  expect(address('/dashboard/posts', '?a=b')).toBe('/w/acme/dashboard/posts?a=b');
  expect(address('/sign-in')).toBe('/sign-in');
  expect(address('/sign-in', '?redirect_url=%2Fjoin')).toBe('/sign-in?redirect_url=%2Fw%2Facme%2Fjoin');
  expect(address('/sign-in', '?redirect_url=%2F')).toBe('/sign-in?redirect_url=%2Fw%2Facme');
});

test('whatever the path, the host is the platform’s', () => {
  for (const pathname of ['/dashboard/@evil.test', '/dashboard//evil.test', '/sign-in/..//evil.test']) {
    for (const tenantSubdomains of [true, false]) {
      const { host } = new URL(
        ownAddress({ ...acme, tenantSubdomains, pathname, search: '?redirect_url=//evil.test' }),
      );
      expect(host).toMatch(/^(acme\.)?archipelago\.test:8443$/);
    }
  }
});
