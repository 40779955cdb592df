import { readFileSync } from 'node:fs';
import { type Browser, expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { readZip } from '../support/read-zip.ts';
import { test } from './browser-test.ts';
import { mailedTo } from './mailbox.ts';
import { signUp } from './sign-in.ts';

const unique = Date.now().toString(36);

/** A new person's browser, with scripts off from here on. */
async function withoutScripts(browser: Browser, page: Page): Promise<Page> {
  const storageState = await page.context().storageState();
  await page.context().close();
  const { appUrl } = browserEnvironment();
  return (await browser.newContext({ baseURL: appUrl, storageState, javaScriptEnabled: false })).newPage();
}

test('a person takes a copy of their data, and has themself erased, without JavaScript', async ({
  browser,
}) => {
  const email = `robin-${unique}@example.test`;
  const slug = `isle-${unique}`;
  const scripted = await browser.newPage();
  await scripted.goto('/sign-up');
  await signUp(scripted, { name: 'Robin Strand', email });
  await scripted.goto('/workspaces/new');
  await scripted.getByLabel('Name').fill(`Isle ${unique}`);
  await scripted.getByLabel('Address').fill(slug);
  await scripted.getByRole('button', { name: 'Create workspace' }).click();
  await expect(scripted).toHaveURL(tenantUrl(slug, '/dashboard/setup'));
  await scripted.goto('/workspaces');
  await scripted.getByRole('link', { name: 'Your data' }).click();
  await expect(scripted.getByRole('heading', { name: 'Your data', level: 1 })).toBeVisible();

  const page = await withoutScripts(browser, scripted);
  await page.goto('/account/data');
  await page.getByRole('button', { name: 'Get a copy' }).click();
  await expect(page.getByText('Your copy is being made.')).toBeVisible();
  const link = await mailedTo(email, /(http\S+\/account\/data\/\S+)/);
  const started = page.waitForEvent('download');
  await page.goto(link).catch(() => undefined);
  const download = await started;
  expect(download.suggestedFilename()).toMatch(/^your-data-\d{4}-\d\d-\d\d\.zip$/);
  const files = readZip(readFileSync(await download.path()));
  expect(String(files.get('json/profile.ndjson'))).toContain(email);
  expect(String(files.get('csv/membership.csv'))).toContain(slug);

  await page.goto('/account/data');
  await expect(page.getByRole('link', { name: `Hand over Isle ${unique}` })).toBeVisible();
  await page.getByRole('link', { name: `Delete Isle ${unique}` }).click();
  await page.getByLabel(`Type Isle ${unique} to confirm`).fill(`Isle ${unique}`);
  await page.getByRole('button', { name: 'Delete this workspace' }).click();
  await expect(page.getByRole('heading', { name: `Isle ${unique} is being deleted` })).toBeVisible();

  const ask = async (typed: string) => {
    await page.getByRole('radio', { name: /Delete it/ }).check();
    await page.getByLabel(`Type ${email} to confirm`).fill(typed);
    await page.getByRole('button', { name: 'Erase me', exact: true }).click();
  };
  await page.goto('/account/data');
  await ask('somebody else');
  await expect(page.getByText('Type it exactly as it is written')).toBeVisible();
  await ask(email);
  await expect(page.getByRole('heading', { name: /^You will be erased on/ })).toBeVisible();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText('You took it back.')).toBeVisible();
  await ask(email);
  await expect(page.getByRole('heading', { name: /^You will be erased on/ })).toBeVisible();

  // The newest mail has the link of this wish; the one that was taken back has another.
  await expect(async () => {
    await page.goto(await mailedTo(email, /Begin now: (\S+)/));
    await page.getByRole('button', { name: 'Erase me now' }).click();
    await expect(page.getByRole('heading', { name: 'You are being erased' })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await mailedTo(email, /(everything that named you are gone)/);
  await page.goto('/workspaces');
  await expect(page).toHaveURL(/\/sign-in/);
  await page.context().close();

  const again = await browser.newPage();
  await again.goto('/sign-in');
  await again.getByLabel('E-mail address').fill(email);
  await again.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(again.getByText('Nobody has signed up with this address.').first()).toBeVisible();
  await again.context().close();
});
