import { type Browser, expect } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { mailedTo } from './mailbox.ts';
import { signedInPage } from './sign-in.ts';

/** Signing in needs Clerk's script. Everything after it is done by a browser that runs none. */
const unique = Date.now().toString(36);

const withoutJavaScript = (browser: Browser, email: string, start: string) =>
  signedInPage(browser, start, email, { javaScriptEnabled: false });

test('a workspace is created, after a taken address was explained and the input kept', async ({
  browser,
}) => {
  const page = await withoutJavaScript(browser, 'linus@globex.test', '/sign-in');
  await page.goto('/workspaces/new');
  await page.getByLabel('Name').fill('Penumbra');
  await page.getByLabel('Address').fill('acme');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page.getByText('Another workspace has this address.')).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue('Penumbra');
  await expect(page.getByLabel('Address')).toHaveValue('acme');
  await page.getByLabel('Address').fill(`penumbra-${unique}`);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page).toHaveURL(tenantUrl(`penumbra-${unique}`, '/dashboard/setup'));
  await page.getByLabel('Tagline').fill('Half a shadow');
  await page.getByLabel('Colour').fill('sea green');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Write the colour as #')).toBeVisible();
  await expect(page.getByLabel('Tagline')).toHaveValue('Half a shadow');
  await page.getByLabel('Colour').fill('');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('E-mail addresses').fill('lena@acme');
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await expect(page.getByText('“acme” is not complete')).toBeVisible();
  await page.getByLabel('E-mail addresses').fill(`lena-${unique}@example.test`);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await expect(page.getByRole('heading', { name: 'Choose a plan' })).toBeVisible();
  await page.goto(tenantUrl(`penumbra-${unique}`, '/dashboard/setup'));
  await expect(page.getByRole('heading', { name: 'Choose a plan' })).toBeVisible();
  await page.getByRole('link', { name: 'Finish later' }).click();
  await page.getByRole('button', { name: 'Put this away' }).click();
  await expect(page.getByRole('heading', { name: 'Set up Penumbra' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Show what is left to set up' }).click();
  await expect(page.getByRole('heading', { name: 'Set up Penumbra' })).toBeVisible();
});

test('settings and the colour are saved, after one that is none was explained and kept', async ({
  browser,
}) => {
  const page = await withoutJavaScript(browser, 'linus@globex.test', tenantUrl('globex', '/dashboard'));
  await page.goto(tenantUrl('globex', '/dashboard/settings'));
  await page.getByLabel('Tagline').fill(`Made of plain forms ${unique}`);
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.getByRole('link', { name: 'Branding' }).click();
  await page.getByLabel('Colour code').fill('sea green');
  await page.getByRole('button', { name: 'Save branding' }).click();
  await expect(page.getByText('Write the colour as #')).toBeVisible();
  await expect(page.getByLabel('Colour code')).toHaveValue('sea green');
  await page.getByLabel('Colour code').fill('#1d6a4f');
  await page.getByRole('button', { name: 'Save branding' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.goto(tenantUrl('globex'));
  await expect(page.getByText(`Made of plain forms ${unique}`)).toBeVisible();
});

test('people and the log are filtered by address alone', async ({ browser }) => {
  const page = await withoutJavaScript(browser, 'ada@acme.test', tenantUrl('acme', '/dashboard'));
  await page.goto(tenantUrl('acme', '/dashboard/members'));
  await page.getByLabel('Name or e-mail').fill('grace');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/search=grace/);
  await expect(page.getByRole('table')).toContainText('grace@acme.test');
  await expect(page.getByRole('table')).not.toContainText('alan@acme.test');
  await page.goto(tenantUrl('acme', '/dashboard/audit'));
  await page.getByLabel('Area').selectOption('billing');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/area=billing/);
  await expect(page.getByRole('table')).not.toContainText('member.invited');
});

test('a person joins as a guest and signs out', async ({ browser }) => {
  const page = await withoutJavaScript(browser, 'olive@archipelago.test', tenantUrl('globex', '/sign-in'));
  await page.goto(tenantUrl('globex', '/join'));
  const join = page.getByRole('button', { name: /^Join/ });
  // Only on the first run against one database: afterwards she is a guest, and is sent on to the site.
  if (await join.isVisible()) await join.click();
  await expect(page).toHaveURL(tenantUrl('globex'));
  await page.goto(tenantUrl('globex', '/account'));
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).not.toHaveURL(/\/account/);
  await page.goto(tenantUrl('globex', '/account'));
  await expect(page).toHaveURL(/\/sign-in/);
});

test('what is written into the contact form arrives, and is kept while it is refused', async ({
  browser,
}) => {
  const { appUrl } = browserEnvironment();
  const context = await browser.newContext({ baseURL: appUrl, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/contact');
  await page.getByLabel('Your name').fill('Nora Lind');
  await page.getByLabel('Your e-mail address').fill('nora@nowhere');
  await page.getByLabel('Your message').fill('How do I leave a workspace?');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('This is not a complete e-mail address')).toBeVisible();
  await expect(page.getByLabel('Your message')).toHaveValue('How do I leave a workspace?');
  const sender = `nora-${unique}@example.test`;
  await page.getByLabel('Your e-mail address').fill(sender);
  // Sent at once, it is refused as too fast: nobody writes like this test.
  await expect(async () => {
    await page.getByRole('button', { name: 'Send' }).click({ timeout: 1_000 });
    await expect(page.getByRole('heading', { name: 'Your message is on its way.' })).toBeVisible({
      timeout: 1_000,
    });
  }).toPass({ intervals: [3_500] });
  expect(await mailedTo('hello@archipelago.test', new RegExp(`(${sender})`))).toBe(sender);
  await context.close();
});
