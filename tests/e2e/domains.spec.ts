import { type Browser, expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { enterRecord } from './local-dns.ts';
import { signIn, signInAnew } from './sign-in.ts';

const { appUrl } = browserEnvironment();
const page = tenantUrl('acme', '/dashboard/settings/domains');

/** Only used here, and removed in the end: a primary domain changes where every visitor of Acme is led. */
const hostFor = (what: string) => `${what}-${Date.now().toString(36)}.acme-example.localhost`;

function urlAt(host: string, path = '/'): string {
  const url = new URL(path, appUrl);
  url.hostname = host;
  return url.href;
}

async function signedIn(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  const scripted = await browser.newContext({ baseURL: appUrl });
  const first = await scripted.newPage();
  await signIn(first, page, 'ada@acme.test');
  await expect(first).toHaveURL(page);
  if (javaScriptEnabled) return first;
  const storageState = await scripted.storageState();
  await scripted.close();
  return (await browser.newContext({ baseURL: appUrl, storageState, javaScriptEnabled })).newPage();
}

async function addDomain(owner: Page, host: string): Promise<void> {
  await owner.getByLabel('Domain', { exact: true }).fill(host);
  await owner.getByRole('button', { name: 'Add domain' }).click();
  await expect(owner.getByText(`${host} is added.`)).toBeVisible();
}

/** What the page shows as the value of the TXT record. */
async function challengeOn(owner: Page, host: string): Promise<string> {
  const row = owner
    .getByRole('table', { name: `DNS records of ${host}` })
    .getByRole('row')
    .nth(1);
  return ((await row.getByText(/^archipelago-verify=/).textContent()) ?? '').trim();
}

async function enterRecords(owner: Page, host: string): Promise<void> {
  await enterRecord('TXT', `_archipelago-challenge.${host}`, await challengeOn(owner, host));
  await enterRecord('CNAME', host, 'localhost');
}

async function removeDomain(owner: Page, host: string): Promise<void> {
  await owner.goto(page);
  await owner.getByRole('button', { name: `Remove ${host}` }).click();
  await owner.getByRole('button', { name: 'Remove domain' }).click();
  await expect(owner.getByText('The domain is removed.')).toBeVisible();
  await expect(owner.getByRole('heading', { name: host })).toHaveCount(0);
}

test('a domain is added, proved, made primary and removed; visitors and people who sign in are led well', async ({
  browser,
}) => {
  const host = hostFor('community');
  const owner = await signedIn(browser, true);
  await owner.getByLabel('Domain', { exact: true }).fill('https://co.uk/');
  await owner.getByRole('button', { name: 'Add domain' }).click();
  await expect(owner.getByText('is where others register their domains')).toBeVisible();
  await addDomain(owner, host);

  await owner.getByRole('button', { name: `Check now: ${host}` }).click();
  await expect(owner.getByText(`${host} was checked.`)).toBeVisible();
  await expect(owner.getByText('There is no TXT record yet.').first()).toBeVisible();
  await enterRecords(owner, host);
  await owner.getByRole('button', { name: `Check now: ${host}` }).click();
  await expect(owner.getByText(`${host} is verified.`)).toBeVisible();

  const visitor = await (await browser.newContext()).newPage();
  await expect.poll(async () => (await visitor.goto(urlAt(host)))?.status(), { timeout: 30_000 }).toBe(200);
  await expect(visitor.locator('link[rel=canonical]')).toHaveAttribute('href', tenantUrl('acme'));

  await owner.getByRole('button', { name: `Make primary: ${host}` }).click();
  await expect(owner.getByText(`${host} is primary.`)).toBeVisible();
  for (const address of [tenantUrl('acme', '/?cursor='), new URL('/w/acme', appUrl).href]) {
    await expect
      .poll(async () => {
        await visitor.goto(address);
        return new URL(visitor.url()).hostname;
      })
      .toBe(host);
  }
  await expect(visitor.locator('link[rel=canonical]')).toHaveAttribute('href', urlAt(host));

  await visitor.getByRole('main').getByRole('link').first().click();
  const post = new URL(visitor.url()).pathname;
  await visitor.getByRole('link', { name: 'Sign in', exact: true }).click();
  expect(new URL(visitor.url()).host).toBe(new URL(tenantUrl('acme')).host);
  await signInAnew(visitor, visitor.url(), 'joan@acme.test');
  await expect(visitor).toHaveURL(tenantUrl('acme', post));
  await visitor.goto(urlAt(host, post));
  await expect(visitor.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
  await visitor.goto(urlAt(host, '/dashboard/members?search=a'));
  await expect(visitor).toHaveURL(tenantUrl('acme', '/dashboard/members?search=a'));

  await removeDomain(owner, host);
  const later = await (await browser.newContext()).newPage();
  await later.goto(tenantUrl('acme'));
  await expect(later).toHaveURL(tenantUrl('acme'));
});

test('without JavaScript a domain is added, proved, and set aside for the workspace’s own address', async ({
  browser,
}) => {
  const host = hostFor('plain');
  const owner = await signedIn(browser, false);
  await owner.goto(page);
  await addDomain(owner, host);
  await enterRecord('TXT', `_archipelago-challenge.${host}`, await challengeOn(owner, host));
  await owner.getByRole('button', { name: `Check now: ${host}` }).click();
  await expect(owner.getByText(`${host} is verified.`)).toBeVisible();
  await owner.getByRole('button', { name: `Make primary: ${host}` }).click();
  await expect(owner.getByText('does not seem to lead here yet')).toBeVisible();
  await owner.getByRole('button', { name: 'Make primary anyway' }).click();
  await expect(owner.getByText(`${host} is primary.`)).toBeVisible();
  await owner.getByRole('button', { name: `Make primary: ${new URL(tenantUrl('acme')).host}` }).click();
  await expect(owner.getByText('Your site is at its own address again.')).toBeVisible();
  await removeDomain(owner, host);
});

test('on a plan without domains the page says how to get one', async ({ browser }) => {
  const linus = await (await browser.newContext({ baseURL: appUrl })).newPage();
  await signIn(linus, tenantUrl('globex', '/dashboard/settings/domains'), 'linus@globex.test');
  await expect(linus.getByText('Your plan has no custom domains.')).toBeVisible();
  await linus.getByLabel('Domain', { exact: true }).fill('www.globex-example.com');
  await linus.getByRole('button', { name: 'Add domain' }).click();
  await expect(
    linus.getByText('The Free plan has no custom domains. Choose a larger plan under Billing.'),
  ).toBeVisible();
});
