import { expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { mailedTo } from './mailbox.ts';
import { signedInPage } from './sign-in.ts';

/** An admin publishes; a member is told. */
const unique = Date.now().toString(36);

const start = tenantUrl('acme', '/dashboard');

async function publish(page: Page, title: string): Promise<void> {
  await page.goto(tenantUrl('acme', '/dashboard/posts/new'));
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Text', { exact: true }).fill('Words.');
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page).toHaveURL(/\/dashboard\/posts/);
}

for (const [how, javaScriptEnabled] of [
  ['with JavaScript', true],
  ['without JavaScript', false],
] as const) {
  test(`somebody is told, reads it, and chooses a mail that one click ends, ${how}`, async ({ browser }) => {
    const title = `Tide ${unique} ${javaScriptEnabled ? 'js' : 'plain'}`;
    const alan = await signedInPage(browser, start, 'alan@acme.test', { javaScriptEnabled });
    await alan.goto(tenantUrl('acme', '/dashboard/settings/notifications'));
    await alan.getByLabel('A post is published: Mail').check();
    await alan.getByRole('button', { name: 'Save preferences' }).click();
    await expect(alan.getByText('Saved. It holds')).toBeVisible();
    await expect(alan.getByLabel('A post is published: Mail')).toBeChecked();

    await publish(await signedInPage(browser, start, 'grace@acme.test', {}), title);
    const item = alan.getByRole('listitem').filter({ hasText: title });
    await expect(async () => {
      await alan.goto(tenantUrl('acme', '/dashboard/notifications'));
      await expect(item).toBeVisible({ timeout: 500 });
      // It counts a moment before the list is read.
      await expect(alan.getByRole('link', { name: /Notifications, \d+ unread/ })).toBeVisible({
        timeout: 500,
      });
    }).toPass({ timeout: 30_000 });
    await item.getByRole('button', { name: /Mark as read/ }).click();
    await expect(item.getByRole('button', { name: /Mark as read/ })).toBeHidden();

    const link = await mailedTo('alan@acme.test', new RegExp(`${title}[\\s\\S]*?(http\\S+/unsubscribe\\S+)`));
    const nobody = await (await browser.newContext({ javaScriptEnabled })).newPage();
    await nobody.goto(link);
    await nobody.getByRole('button', { name: 'Stop these mails' }).click();
    await expect(nobody.getByRole('heading', { name: 'These mails have stopped' })).toBeVisible();
    await alan.goto(tenantUrl('acme', '/dashboard/settings/notifications'));
    await expect(alan.getByLabel('A post is published: Mail')).not.toBeChecked();
  });
}

test('a mailbox ends the mails by itself, with one POST and no cookie', async ({ request }) => {
  const link = new URL(await mailedTo('alan@acme.test', /(http\S+\/unsubscribe\S+)/));
  // Only browsers know where a name below localhost is.
  const post = (query: string) =>
    request.post(`${browserEnvironment().appUrl}/unsubscribe${query}`, {
      headers: { host: link.host },
      form: { 'List-Unsubscribe': 'One-Click' },
    });
  expect((await post(link.search)).status()).toBe(200);
  expect((await post(link.search.replace(/key=./, 'key=_'))).status()).toBe(404);
});
