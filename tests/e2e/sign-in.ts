import { type Browser, type BrowserContextOptions, type Cookie, expect, type Page } from 'playwright/test';
import { browserEnvironment } from '../support/browser-environment.ts';
import { mailedTo } from './mailbox.ts';

export const password = 'correct-horse-battery';

/** Fills Clerk's sign-up form on the page that shows it, with the code from the mailbox. */
export async function signUp(page: Page, { name, email }: { name: string; email: string }): Promise<void> {
  const [firstName = '', lastName = ''] = name.split(' ');
  await page.getByLabel('First name').fill(firstName);
  await page.getByLabel('Last name').fill(lastName);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('textbox', { name: /code/i }).first()).toBeVisible();
  const code = await mailedTo(email, /\b(\d{6})\b/);
  await page.getByRole('textbox', { name: /code/i }).first().pressSequentially(code);
  await expect(page).not.toHaveURL(/\/sign-up/);
}

/** By person and host: what their browser kept when they last signed in there. */
const kept = new Map<string, Cookie[]>();

/**
 * Has a seeded person signed in, and opens the page: with the session of an earlier test while that lasts, rather than
 * through the sign-in page again.
 */
export async function signIn(page: Page, url: string, email: string): Promise<void> {
  const { host } = new URL(url, browserEnvironment().appUrl);
  const cookies = kept.get(`${email} ${host}`);
  if (cookies) {
    await page.context().addCookies(cookies);
    await page.goto(url);
    if (!/\/sign-in/.test(page.url())) return;
    await page.context().clearCookies();
  }
  await signInAnew(page, url, email);
  kept.set(`${email} ${host}`, await page.context().cookies());
}

/**
 * A page, not opened yet, of somebody who signed in at `start`: in a browser of their own that may have no scripts, which
 * signing in itself needs.
 */
export async function signedInPage(
  browser: Browser,
  start: string,
  email: string,
  options: BrowserContextOptions,
): Promise<Page> {
  const baseURL = browserEnvironment().appUrl;
  const scripted = await browser.newContext({ baseURL });
  await signIn(await scripted.newPage(), start, email);
  const storageState = await scripted.storageState();
  await scripted.close();
  return (await browser.newContext({ baseURL, storageState, ...options })).newPage();
}

/** Signs a seeded person in, starting at a page that asks for it, and waits until they are past it. */
export async function signInAnew(page: Page, url: string, email: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}
