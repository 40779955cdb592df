import { type Browser, expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { mailedTo } from './mailbox.ts';
import { signIn } from './sign-in.ts';

const unique = Date.now().toString(36);
const title = 'How we name a station';

async function visitor(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  return (await browser.newContext({ baseURL: browserEnvironment().appUrl, javaScriptEnabled })).newPage();
}

/** Nobody types faster than this: what comes back earlier is taken for a program's. */
async function lookForAWhile(page: Page): Promise<void> {
  const until = Date.now() + 3_500;
  await expect.poll(() => Date.now() > until, { timeout: 10_000 }).toBe(true);
  await expect(page.getByRole('button', { name: 'Subscribe' })).toBeVisible();
}

async function subscribe(page: Page, email: string): Promise<void> {
  await page.goto(tenantUrl('acme', '/newsletter'));
  await page.getByLabel('Your e-mail address').fill(email);
  await lookForAWhile(page);
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await expect(page.getByText('Look into your mailbox.')).toBeVisible();
  await page.goto(await mailedTo(email, /(http\S+\/newsletter\/confirm\S+)/));
  await expect(page.getByRole('heading', { name: /^Subscribe to / })).toBeVisible();
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await expect(page.getByRole('heading', { name: 'You are subscribed' })).toBeVisible();
}

test('somebody subscribes, gets a post by mail, and leaves in one click', async ({ browser }) => {
  const reader = `reader-${unique}@example.test`;
  await subscribe(await visitor(browser, true), reader);

  const owner = await visitor(browser, true);
  await signIn(owner, tenantUrl('acme', '/dashboard/newsletter'), 'ada@acme.test');
  await owner.goto(tenantUrl('acme', `/dashboard/newsletter?search=${reader}`));
  await expect(owner.getByRole('row').filter({ hasText: reader })).toContainText('Subscribed');
  await owner.getByRole('link', { name: 'Issues' }).click();
  await owner.getByLabel('Post', { exact: true }).selectOption({ label: title });
  await owner.getByRole('button', { name: 'Send it now' }).click();
  await expect(owner.getByRole('heading', { name: title })).toBeVisible();
  await expect(owner.getByText('Sent', { exact: true })).toBeVisible({ timeout: 30_000 });

  const way = new URL(await mailedTo(reader, /Unsubscribe: (http\S+)/));
  const page = await visitor(browser, true);
  await page.goto(way.href);
  await expect(page.getByRole('heading', { name: 'Unsubscribe?' })).toBeVisible();
  // As a mailbox does it (RFC 8058).
  const answer = await page.request.post(way.href, { form: { 'List-Unsubscribe': 'One-Click' } });
  expect(answer.status()).toBe(200);
  await owner.goto(tenantUrl('acme', `/dashboard/newsletter?search=${reader}&state=unsubscribed`));
  await expect(owner.getByRole('row').filter({ hasText: reader })).toContainText('Unsubscribed');
});

test('somebody subscribes without JavaScript', async ({ browser }) => {
  const page = await visitor(browser, false);
  await subscribe(page, `plain-${unique}@example.test`);
});
