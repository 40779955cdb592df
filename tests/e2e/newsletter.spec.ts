import { type Browser, expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { mailedTo } from './mailbox.ts';
import { signIn } from './sign-in.ts';

const unique = Date.now().toString(36);

async function visitor(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  return (await browser.newContext({ baseURL: browserEnvironment().appUrl, javaScriptEnabled })).newPage();
}

/** Nobody types faster than this: what comes back earlier is taken for a program's. */
async function lookForAWhile(page: Page): Promise<void> {
  const until = Date.now() + 3_500;
  await expect.poll(() => Date.now() > until, { timeout: 10_000 }).toBe(true);
  await expect(page.getByRole('button', { name: 'Subscribe' })).toBeVisible();
}

/** From the home page, as a reader finds it. */
async function subscribe(page: Page, email: string): Promise<void> {
  await page.goto(tenantUrl('acme', '/'));
  await page
    .getByRole('complementary', { name: 'By e-mail' })
    .getByRole('link', { name: 'Subscribe' })
    .click();
  await page.getByLabel('Your e-mail address').fill(email);
  await lookForAWhile(page);
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await expect(page.getByText('Look into your mailbox.')).toBeVisible();
  await page.goto(await mailedTo(email, /(http\S+\/newsletter\/confirm\S+)/));
  await expect(page.getByRole('heading', { name: /^Subscribe to / })).toBeVisible();
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await expect(page.getByRole('heading', { name: 'You are subscribed' })).toBeVisible();
}

test('people subscribe with and without scripts, get a post by mail, and leave', async ({ browser }) => {
  const reader = `reader-${unique}@example.test`;
  const plain = `plain-${unique}@example.test`;
  const page = await visitor(browser, true);
  const plainPage = await visitor(browser, false);
  await Promise.all([subscribe(page, reader), subscribe(plainPage, plain)]);

  const owner = await visitor(browser, true);
  await signIn(owner, tenantUrl('acme', '/dashboard/newsletter'), 'ada@acme.test');
  const rowOf = (email: string) => owner.getByRole('row').filter({ hasText: email });
  await owner.goto(tenantUrl('acme', `/dashboard/newsletter?search=${reader}`));
  await expect(rowOf(reader)).toContainText('Subscribed');
  await owner.getByRole('link', { name: 'Issues' }).click();
  const option = owner.getByLabel('Post', { exact: true }).locator('option').first();
  const title = (await option.textContent()) ?? '';
  await owner.getByRole('button', { name: 'Send it now' }).click();
  await expect(owner.getByRole('heading', { name: title })).toBeVisible();
  await expect(owner.getByText('Sent', { exact: true })).toBeVisible({ timeout: 30_000 });

  const way = /Unsubscribe: (http\S+)/;
  await page.goto(await mailedTo(reader, way));
  await plainPage.goto(await mailedTo(plain, way));
  for (const leaving of [page, plainPage]) {
    await leaving.getByRole('button', { name: 'Unsubscribe' }).click();
    await expect(leaving.getByRole('heading', { name: 'You are unsubscribed' })).toBeVisible();
  }
  for (const email of [reader, plain]) {
    await owner.goto(tenantUrl('acme', `/dashboard/newsletter?search=${email}&state=unsubscribed`));
    await expect(rowOf(email)).toContainText('Unsubscribed');
  }
});
