import { expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { signedInPage, signIn } from './sign-in.ts';

const unique = Date.now().toString(36);
const keys = tenantUrl('acme', '/dashboard/developers/api-keys');

function postsAs(key: string): Promise<Response> {
  return fetch(`${browserEnvironment().appUrl}/api/v1/posts?limit=1`, {
    headers: { authorization: `Bearer ${key}` },
  });
}

async function makeKey(page: Page, name: string): Promise<string> {
  await page.goto(keys);
  await page.getByRole('link', { name: 'New key' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Read posts and drafts').check();
  await page.getByLabel('Expires').selectOption('In 30 days');
  await page.getByRole('button', { name: 'Make key' }).click();
  await expect(page.getByText('Copy this key now.')).toBeVisible();
  return page.getByLabel(`Key of ${name}`).inputValue();
}

test('a key is made, copied, used, rotated and revoked', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const name = `Website build ${unique}`;
  await signIn(page, tenantUrl('acme', '/dashboard'), 'ada@acme.test');
  const key = await makeKey(page, name);
  await page.getByRole('button', { name: 'Copy' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  const answer = await postsAs(key);
  expect(answer.status).toBe(200);
  expect((await answer.json()).items).toHaveLength(1);

  await page.getByRole('link', { name: 'I have copied it' }).click();
  await expect(page.getByRole('main')).not.toContainText(key);
  await page.getByRole('button', { name: `Rotate ${name}` }).click();
  const dialog = page.getByRole('dialog', { name: `Rotate ${name}` });
  await dialog.getByLabel('The old secret').selectOption('Stops now');
  await dialog.getByRole('button', { name: 'Rotate key' }).click();
  const rotated = await page.getByLabel(`Key of ${name}`).inputValue();
  expect((await postsAs(key)).status).toBe(401);
  expect((await postsAs(rotated)).status).toBe(200);

  await page.getByRole('button', { name: `Revoke ${name}` }).click();
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await expect(page.getByText('Key revoked.')).toBeVisible();
  expect((await postsAs(rotated)).status).toBe(401);
});

test('a key is made without JavaScript, after a missing scope was explained and the name kept', async ({
  browser,
}) => {
  const page = await signedInPage(browser, tenantUrl('acme', '/dashboard'), 'grace@acme.test', {
    javaScriptEnabled: false,
  });
  const name = `Plain ${unique}`;
  await page.goto(`${keys}/new`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Make key' }).click();
  await expect(page.getByText('Choose what the key may do.')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name);
  await page.getByLabel('Read posts and drafts').check();
  await page.getByRole('button', { name: 'Make key' }).click();
  expect((await postsAs(await page.getByLabel(`Key of ${name}`).inputValue())).status).toBe(200);
  await page.goto(keys);
  await page.getByRole('button', { name: `Revoke ${name}` }).click();
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await expect(page.getByText('Key revoked.')).toBeVisible();
});
