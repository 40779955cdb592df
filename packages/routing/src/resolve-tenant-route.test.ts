import { assert, domain, property, webPath } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { needsCustomDomain, resolveTenantRoute } from './resolve-tenant-route.ts';

const rootHost = 'localhost:8888';
const customDomains = new Map([
  ['island.example', 'acme'],
  ['bad.example', 'ADMIN'],
]);
const resolve = (host: string, pathname = '/', more = {}) =>
  resolveTenantRoute({ host, pathname, rootHost, customDomains, ...more });

describe('the root host', () => {
  test.each([
    'localhost:8888',
    'localhost',
    'LOCALHOST',
    'localhost.',
    '127.0.0.1:8888',
    '[::1]:8888',
    'archipelago.netlify.app',
    'deploy-preview-7--archipelago.netlify.app',
  ])('%s is served as it is', (host) => {
    expect(resolve(host, '/pricing')).toEqual({ kind: 'root', form: 'root', pathname: '/pricing' });
    expect(resolve(host, '/w/acme')).toEqual({ kind: 'root', form: 'path', pathname: '/w/acme' });
  });

  test('a page that only begins with w is no workspace', () => {
    expect(resolve('localhost', '/workspaces')).toMatchObject({ form: 'root' });
  });
});

describe('a tenant’s own host', () => {
  test.each([
    ['acme.localhost:8888', '/', '/w/acme', 'subdomain'],
    ['acme.localhost', '/posts/1', '/w/acme/posts/1', 'subdomain'],
    ['ACME.localhost', '/dashboard/', '/w/acme/dashboard/', 'subdomain'],
    ['acme.localhost.', '/operator', '/w/acme/operator', 'subdomain'],
    ['acme.localhost', '/%64ashboard', '/w/acme/dashboard', 'subdomain'],
    ['island.example', '/posts', '/w/acme/posts', 'domain'],
    ['ISLAND.example:443', '/', '/w/acme', 'domain'],
  ])('%s%s is the page %s', (host, pathname, rewritten, form) => {
    expect(resolve(host, pathname)).toEqual({ kind: 'rewrite', slug: 'acme', form, pathname: rewritten });
  });

  test.each([
    '/sign-in',
    '/sign-in/factor-one',
    '/sign-up',
    '/account',
    '/__clerk/v1/client',
    '/api/health',
    '/_astro/a.js',
    '/_actions/posts.create',
    '/_server-islands/Menu',
    '/.netlify/images',
    '/fonts/a.woff2',
    '/favicon.svg',
  ])('%s is the same on every host', (pathname) => {
    expect(resolve('acme.localhost', pathname)).toEqual({
      kind: 'pass',
      slug: 'acme',
      form: 'subdomain',
      pathname,
    });
  });

  test.each(['/sign-inn', '/apis', '/accounts', '/favicon.ico/x', '/API'])(
    '%s is not taken for a page of every host',
    (pathname) => {
      expect(resolve('acme.localhost', pathname)).toMatchObject({
        kind: 'rewrite',
        pathname: `/w/acme${pathname}`,
      });
    },
  );

  test.each([
    '/w',
    '/w/',
    '/w/acme',
    '/w/globex/dashboard',
    '/%77/globex',
    '/w%2fglobex',
    '//w/globex',
    '/./w/globex',
    '/;/w/globex',
  ])('does not show another workspace at %s', (pathname) => {
    expect(resolve('acme.localhost', pathname)).toEqual({ kind: 'not-found' });
  });
});

describe('on a custom domain nobody is signed in', () => {
  test.each([
    '/sign-in',
    '/sign-up/verify',
    '/account',
    '/dashboard',
    '/dashboard/members',
    '/join',
    '/invitation',
  ])('%s is left to the workspace’s address on the platform', (pathname) => {
    expect(resolve('island.example', pathname)).toEqual({ kind: 'own-address', slug: 'acme', pathname });
  });

  test('there is no Clerk', () => {
    expect(resolve('island.example', '/__clerk/v1/client')).toEqual({ kind: 'not-found' });
  });

  test.each(['/', '/posts/dashboard', '/joiners', '/_actions/site.subscribe', '/api/health', '/_astro/a.js'])(
    '%s is served',
    (pathname) => {
      expect(resolve('island.example', pathname)).toMatchObject({ slug: 'acme', form: 'domain' });
    },
  );
});

test.each([
  '',
  ' ',
  'unknown.example',
  'evil.test',
  'localhost.evil.test',
  'notlocalhost',
  'a.acme.localhost',
  '.localhost',
  'acme..localhost',
  '-acme.localhost',
  'xn--acme-1.localhost',
  'www.localhost',
  'admin.localhost',
  'acme_.localhost',
  'acme.localhost@evil.test',
  'acme.localhost/evil',
  'acme.localhost\\evil',
  'acme.localhost:8888:1',
  'acme.localhost, globex.localhost',
  'аcme.localhost',
  'acme%2elocalhost',
  '10.0.0.1',
  '[::2]',
  '127.0.0.1.evil.test',
  '2130706433',
  'netlify.app',
  'a.b.netlify.app',
  'evil-netlify.app',
  'bad.example',
])('nothing is at the host %j', (host) => {
  expect(resolve(host)).toEqual({ kind: 'not-found' });
});

test('without wildcard DNS a subdomain is nothing, and the paths below /w/ remain', () => {
  expect(resolve('acme.localhost', '/', { tenantSubdomains: false })).toEqual({ kind: 'not-found' });
  expect(resolve('site.netlify.app', '/w/acme', { tenantSubdomains: false })).toMatchObject({
    kind: 'root',
    form: 'path',
  });
  expect(resolve('island.example', '/', { tenantSubdomains: false })).toMatchObject({
    kind: 'rewrite',
    form: 'domain',
  });
});

test('only a host that nothing else explains is looked up among custom domains', () => {
  const needs = (host: string) => needsCustomDomain({ host, rootHost });
  expect(['island.example', 'evil.test'].map(needs)).toEqual([true, true]);
  expect(['localhost', 'acme.localhost', '127.0.0.1', 'x.netlify.app', 'bad host', ''].map(needs)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('a name two labels below the root host is no subdomain, and may be a custom domain', () => {
  expect(needsCustomDomain({ host: 'a.b.localhost', rootHost })).toBe(true);
  expect(resolve('a.b.localhost')).toEqual({ kind: 'not-found' });
  const known = { customDomains: new Map([['a.b.localhost', 'acme']]) };
  expect(resolve('a.b.localhost', '/', known)).toMatchObject({ slug: 'acme', form: 'domain' });
});

test('a rewrite never leaves its own workspace', () => {
  assert(
    property(webPath(), (pathname) => {
      const route = resolve('acme.localhost', pathname || '/');
      if (route.kind !== 'rewrite') return;
      expect(new URL(route.pathname, 'http://x').pathname).toBe(route.pathname);
      expect(`${route.pathname}/`.startsWith('/w/acme/')).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('a host that was never declared names no workspace', () => {
  assert(
    property(domain(), webPath(), (host, pathname) => {
      expect(resolve(host, pathname || '/').kind).toBe('not-found');
    }),
  );
});
