import { expect } from 'playwright/test';
import { browserEnvironment } from '../support/browser-environment.ts';
import { type RawAnswer, rawRequest } from '../support/raw-request.ts';
import { test } from './browser-test.ts';
import { signIn } from './sign-in.ts';

const root = new URL(browserEnvironment().appUrl).host;
const acme = `acme.${root}`;

const answers: {
  what: string;
  host: string;
  path: string;
  status: number;
  method?: string;
  headers?: Record<string, string>;
}[] = [
  { what: 'the home page', host: root, path: '/', status: 200 },
  { what: 'the pricing page', host: root, path: '/pricing', status: 200 },
  { what: 'the sign-in page', host: root, path: '/sign-in', status: 200 },
  { what: 'the health check', host: root, path: '/api/health', status: 200 },
  { what: 'a redirect to sign in', host: root, path: '/workspaces', status: 303 },
  { what: 'an address that does not exist', host: root, path: '/nothing', status: 404 },
  { what: 'an API address that does not exist', host: root, path: '/api/nothing', status: 404 },
  { what: 'a refused API call', host: root, path: '/api/workspace-address?slug=umbra', status: 401 },
  { what: "a tenant's home", host: acme, path: '/', status: 200 },
  { what: "a tenant's home below the path", host: root, path: '/w/acme', status: 200 },
  { what: "a tenant's missing post", host: acme, path: '/posts/nothing', status: 404 },
  { what: "a tenant's dashboard, signed out", host: acme, path: '/dashboard', status: 303 },
  { what: 'a damaged page link', host: acme, path: '/?cursor=damaged', status: 400 },
  { what: 'a workspace that does not exist', host: `nobody-here.${root}`, path: '/', status: 404 },
  { what: 'the inner path on a tenant host', host: acme, path: '/w/globex', status: 404 },
  { what: 'the operator page', host: root, path: '/operator', status: 404 },
  {
    what: 'a form from another site',
    host: acme,
    path: '/join?_action=members.joinAsGuest',
    method: 'POST',
    headers: { origin: 'https://evil.test', 'content-type': 'application/x-www-form-urlencoded' },
    status: 403,
  },
];

for (const { what, host, path, status, method, headers } of answers) {
  test(`${what} carries the security headers`, async () => {
    const answer = await rawRequest({ host, path, method, headers });
    expect(answer.status).toBe(status);
    expectHardened(answer);
  });
}

function expectHardened({ headers }: RawAnswer): void {
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toMatch(/default-src '(self|none)'/);
  expect(policy).not.toContain("'unsafe-inline'");
  expect(policy).not.toContain("'unsafe-eval'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-frame-options']).toBe('DENY');
  expect(headers['referrer-policy']).toBeTruthy();
  expect(headers['x-powered-by']).toBeUndefined();
}

test('a static file cannot be taken for another type or be framed', async () => {
  const { status, headers } = await rawRequest({ host: root, path: '/favicon.svg' });
  expect(status).toBe(200);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-frame-options']).toBe('DENY');
});

const mutation = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
const foreignSenders: { from: string; headers: Record<string, string> }[] = [
  { from: 'another site', headers: { origin: 'https://evil.test' } },
  {
    from: 'a sibling workspace',
    headers: { origin: `http://globex.${root}`, 'sec-fetch-site': 'same-site' },
  },
  { from: 'a frame without an origin', headers: { origin: 'null' } },
  { from: 'a page that hides its origin', headers: { 'sec-fetch-site': 'cross-site' } },
  { from: 'a program that brings cookies but no origin', headers: { cookie: '__session=anything' } },
];

for (const { from, headers } of foreignSenders) {
  test(`a JSON change sent by ${from} is refused`, async () => {
    const answer = await rawRequest({
      host: acme,
      path: '/',
      ...mutation,
      headers: { ...mutation.headers, ...headers },
    });
    expect(answer.status).toBe(403);
  });
}

test('a public page of a tenant may be cached for visitors without a session, and sets no cookie', async () => {
  const answer = await rawRequest({ host: acme, path: '/' });
  expect(answer.headers['cache-control']).toContain('public');
  expect(answer.headers['set-cookie']).toBeUndefined();
});

test('a cached page keeps the links of the address it was asked under', async () => {
  for (const { host, path, link } of [
    { host: acme, path: '/', link: 'href="/posts/' },
    { host: root, path: '/w/acme', link: 'href="/w/acme/posts/' },
    { host: acme, path: '/', link: 'href="/posts/' },
  ]) {
    expect((await rawRequest({ host, path })).body).toContain(link);
  }
});

test('nothing that a signed-in person sees may be kept by anyone', async ({ page }) => {
  await signIn(page, `http://${acme}/dashboard`, 'joan@acme.test');
  for (const path of ['/', '/account', '/dashboard']) {
    const answer = await page.goto(`http://${acme}${path}`);
    expect(answer?.headers()['cache-control'], path).toBe('private, no-store');
    expect(answer?.headers()['netlify-cdn-cache-control'], path).toBeUndefined();
  }
});

test('a dashboard that is closed to a person looks like one that does not exist', async ({ page }) => {
  await signIn(page, `http://${root}/workspaces`, 'linus@globex.test');
  const closed = await page.goto('/w/acme/dashboard/members');
  const closedPage = await page.getByRole('main').textContent();
  const unknown = await page.goto('/w/nobody-here/dashboard/members');
  expect([closed?.status(), unknown?.status()]).toEqual([404, 404]);
  expect(await page.getByRole('main').textContent()).toBe(closedPage);
});

test('no page breaks its own content security policy', async ({ page }) => {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy'))
      violations.push(`${page.url()} ${message.text()}`);
  });
  await signIn(page, `http://${acme}/dashboard`, 'ada@acme.test');
  for (const path of [
    '/dashboard',
    '/dashboard/members',
    '/dashboard/billing',
    '/dashboard/settings',
    '/',
    '/account',
  ]) {
    await page.goto(`http://${acme}${path}`, { waitUntil: 'load' });
  }
  for (const path of ['/', '/pricing', '/workspaces', '/workspaces/new', '/nothing']) {
    await page.goto(path, { waitUntil: 'load' });
  }
  expect(violations).toEqual([]);
});
