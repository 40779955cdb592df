import { type Browser, expect } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { signedInPage, signIn } from './sign-in.ts';

/** An admin's way with webhooks, against the local console's receiver. */
const unique = Date.now().toString(36);

const asAdmin = (browser: Browser, javaScriptEnabled: boolean) =>
  signedInPage(browser, tenantUrl('acme', '/dashboard'), 'grace@acme.test', { javaScriptEnabled });

for (const [how, javaScriptEnabled] of [
  ['with JavaScript', true],
  ['without JavaScript', false],
] as const) {
  test(`an endpoint is added, tested, switched off and removed, ${how}`, async ({ browser }) => {
    const { consoleUrl } = browserEnvironment();
    const name = `Receiver ${unique} ${javaScriptEnabled ? 'js' : 'plain'}`;
    const page = await asAdmin(browser, javaScriptEnabled);
    await page.goto(tenantUrl('acme', '/dashboard/developers/webhooks'));
    await page.getByRole('link', { name: 'Add endpoint' }).click();
    await page.getByLabel('Address', { exact: true }).fill('https://10.0.0.1/hook');
    await page.getByLabel('Description').fill(name);
    await page.getByText('Only these').click();
    await page.getByRole('button', { name: 'Add endpoint' }).click();
    await expect(page.getByText('private or reserved network address').first()).toBeVisible();
    await expect(page.getByLabel('Description')).toHaveValue(name);

    await page.getByLabel('Address', { exact: true }).fill(`${consoleUrl}/receiver`);
    await page.getByLabel('Post published').check();
    await page.getByRole('button', { name: 'Add endpoint' }).click();
    await expect(page.getByText('Endpoint added.')).toBeVisible();
    const endpointUrl = page.url().replace(/\?.*/, '');

    await page.getByRole('button', { name: 'Show secret' }).click();
    const secret = (await page.locator('[data-secret]').textContent()) ?? '';
    expect(secret).toMatch(/^whsec_/);
    await page.goto(endpointUrl);
    await page.getByRole('button', { name: 'Send test event' }).click();
    await expect(page.getByText('Test event sent.')).toBeVisible();
    await expect(async () => {
      await page.goto(`${endpointUrl}?state=delivered`);
      await expect(page.getByRole('link', { name: /webhook\.test/ })).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await page.getByRole('link', { name: /webhook\.test/ }).click();
    await expect(page.getByText('Attempt 1')).toBeVisible();
    await expect(page.getByText('"type": "webhook.test"')).toBeVisible();
    await page.getByRole('button', { name: 'Send again' }).click();
    await expect(page.getByText('It is sent again.')).toBeVisible();

    const console = await page.context().newPage();
    await console.goto(`${consoleUrl}/receiver?secret=${encodeURIComponent(secret)}`);
    await expect(console.getByText('signature right').first()).toBeVisible();

    await page.goto(endpointUrl);
    await page.getByRole('button', { name: 'Rotate secret' }).click();
    await expect(page.getByText('Two secrets work.')).toBeVisible();
    await page.getByRole('button', { name: 'Turn off' }).click();
    await expect(page.getByText('Turned off. Nothing is sent')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send test event' })).toBeDisabled();
    await page.getByText('Remove this endpoint').click();
    await page.getByRole('button', { name: 'Remove endpoint' }).click();
    await expect(page.getByText('Endpoint removed.')).toBeVisible();
    await expect(page.getByText(name)).toBeHidden();
  });
}

test('a member of the team finds no webhooks', async ({ page }) => {
  await signIn(page, tenantUrl('acme', '/dashboard'), 'alan@acme.test');
  const response = await page.goto(tenantUrl('acme', '/dashboard/developers/webhooks'));
  expect(response?.status()).toBe(403);
});
