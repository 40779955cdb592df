import { expect, test } from 'vitest';
import { paths, publicPath, tenantPaths, withQuery } from './paths.ts';

const appUrl = 'https://archipelago.test';

test('at its own host a tenant’s paths begin at the root, and the platform is elsewhere', () => {
  const acme = tenantPaths('subdomain', 'acme', appUrl);
  expect([acme.home, acme.dashboard, acme.post('a b')]).toEqual(['/', '/dashboard', '/posts/a%20b']);
  expect([acme.platform, acme.workspaces]).toEqual([appUrl, `${appUrl}/workspaces`]);
});

test('below the root host every path of a tenant keeps its prefix', () => {
  const acme = tenantPaths('path', 'acme', appUrl);
  expect([acme.home, acme.dashboard, acme.platform]).toEqual(['/w/acme', '/w/acme/dashboard', '/']);
});

test('on a custom domain what is personal is at the workspace’s address on the platform', () => {
  const acme = tenantPaths('domain', 'acme', appUrl);
  const own = 'https://acme.archipelago.test';
  expect([acme.home, acme.post('a')]).toEqual(['/', '/posts/a']);
  expect([acme.dashboard, acme.account]).toEqual([`${own}/dashboard`, `${own}/account`]);
  expect(acme.signIn('/posts/a')).toBe(`${own}/sign-in?redirect_url=%2Fposts%2Fa`);
  expect(acme.signIn(acme.join('/posts/a'))).toBe(
    `${own}/sign-in?redirect_url=${encodeURIComponent('/join?back=%2Fposts%2Fa')}`,
  );
});

test('the same where workspaces have no host of their own', () => {
  const acme = tenantPaths('domain', 'acme', appUrl, false);
  expect([acme.home, acme.dashboard]).toEqual(['/', `${appUrl}/w/acme/dashboard`]);
  expect([acme.account, acme.signIn('/')]).toEqual([
    `${appUrl}/account`,
    `${appUrl}/sign-in?redirect_url=%2Fw%2Facme`,
  ]);
  expect(acme.signUp(acme.join('/posts/a'))).toBe(
    `${appUrl}/sign-up?redirect_url=${encodeURIComponent(`/w/acme/join?back=${encodeURIComponent('/w/acme/posts/a')}`)}`,
  );
});

test('the inner path becomes the one in the address bar', () => {
  expect(publicPath('subdomain', 'acme', '/w/acme')).toBe('/');
  expect(publicPath('domain', 'acme', '/w/acme/dashboard/members')).toBe('/dashboard/members');
  expect(publicPath('path', 'acme', '/w/acme/dashboard')).toBe('/w/acme/dashboard');
});

test('a query is added to, replaced in and removed from what a path asks already', () => {
  expect(withQuery('/a?x=1', { y: '2' })).toBe('/a?x=1&y=2');
  expect(withQuery('/a?x=1', { x: '2' })).toBe('/a?x=2');
  expect(withQuery('/a?x=1', { x: undefined })).toBe('/a');
  expect(paths.signIn('/w/acme?a=b')).toBe('/sign-in?redirect_url=%2Fw%2Facme%3Fa%3Db');
});
