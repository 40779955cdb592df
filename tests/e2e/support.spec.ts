import { type Browser, expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { signIn } from './sign-in.ts';

const settings = tenantUrl('acme', '/dashboard/settings/support');
const reason = `Looking for the lost draft ${Date.now().toString(36)}`;

async function newPage(browser: Browser): Promise<Page> {
  const { appUrl } = browserEnvironment();
  return (await browser.newContext({ baseURL: appUrl })).newPage();
}

/** The same person in a browser that runs no script. */
async function withoutJavaScript(browser: Browser, page: Page): Promise<Page> {
  const { appUrl } = browserEnvironment();
  const storageState = await page.context().storageState();
  return (await browser.newContext({ baseURL: appUrl, storageState, javaScriptEnabled: false })).newPage();
}

test('support comes in by consent, reads, changes nothing, and is out when the consent ends', async ({
  browser,
}) => {
  const [ada, olive] = [await newPage(browser), await newPage(browser)];
  await signIn(ada, settings, 'ada@acme.test');
  await signIn(olive, '/workspaces', 'olive@archipelago.test');

  await test.step('an owner lets support in, without JavaScript', async () => {
    const plain = await withoutJavaScript(browser, ada);
    await plain.goto(settings);
    await plain.getByRole('radio', { name: '1 hour' }).check();
    await plain.getByLabel('What should they look at?').fill('A draft is lost');
    await plain.getByRole('button', { name: 'Let support in' }).click();
    await expect(plain.getByRole('status')).toContainText('Support may come in.');
    await plain.context().close();
  });

  await test.step('an operator finds the workspace and comes in with a reason', async () => {
    await olive.goto('/operator');
    await expect(olive.getByText('A draft is lost')).toBeVisible();
    await olive.getByRole('link', { name: 'Come in to Acme Instruments' }).click();
    await olive.getByLabel('Why do you come in?').fill('Too short');
    await olive.getByLabel('Why do you come in?').evaluate((field) => field.removeAttribute('minlength'));
    await olive.getByRole('button', { name: 'Come in' }).click();
    await expect(olive.getByText('Use at least 10 characters.')).toBeVisible();
    await olive.getByLabel('Why do you come in?').fill(reason);
    await olive.getByRole('button', { name: 'Come in' }).click();
    await expect(olive).toHaveURL(tenantUrl('acme', '/dashboard'));
    await expect(olive.getByText(/^You are here as support until .*\d+:\d\d/)).toBeVisible();
  });

  await test.step('they read the members, and find nothing to press or to open', async () => {
    await olive.goto(tenantUrl('acme', '/dashboard/members'));
    await expect(olive.getByRole('table').getByText('Grace Okafor')).toBeVisible();
    await expect(olive.getByRole('link', { name: /Invite/ })).toHaveCount(0);
    await expect(olive.getByRole('navigation').getByRole('link', { name: 'Settings' })).toHaveCount(0);
    // A page renews a session's token, what it fetches does not: they begin with a new one.
    await olive.context().clearCookies({ name: /^__session/ });
    expect((await olive.goto(settings))?.status()).toBe(403);
    await expect(olive.getByText('You are here as support')).toBeVisible();
    const asked = (path: string, body?: Record<string, string>) =>
      olive.evaluate(
        async ([to, fields]) => {
          const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {};
          return (await fetch(to, init)).status;
        },
        [path, body] as const,
      );
    expect(await asked('/dashboard/developers/api-keys')).toBe(403);
    expect(await asked('/dashboard/settings/data')).toBe(403);
    expect(await asked('/dashboard/audit/export')).toBe(403);
    expect(await asked('/dashboard?_action=posts.create', { title: 'Not by support', body: 'Words.' })).toBe(
      403,
    );
  });

  await test.step('the owner sees who is in and why, and ends it', async () => {
    await ada.goto(settings);
    const visit = ada.getByRole('row').filter({ hasText: reason });
    await expect(visit).toContainText('Olive Penhallow');
    await expect(visit.getByText('Inside now').last()).toBeVisible();
    await ada.getByRole('button', { name: 'End access' }).click();
    await expect(ada.getByRole('status')).toContainText('The access has ended.');
  });

  await test.step('the operator is out with the next page, and the log has it', async () => {
    expect((await olive.goto(tenantUrl('acme', '/dashboard/members')))?.status()).toBe(404);
    await olive.goto('/operator');
    await expect(olive.getByRole('link', { name: 'Come in to Acme Instruments' })).toHaveCount(0);
    await expect(olive.getByRole('row').filter({ hasText: reason })).toBeVisible();
    await ada.goto(tenantUrl('acme', `/dashboard/audit?text=${encodeURIComponent('Olive')}`));
    await expect(ada.getByRole('row').filter({ hasText: reason })).toContainText('operator');
  });
});
