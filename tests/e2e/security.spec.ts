import { expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { nameWorkspace } from './name-workspace.ts';
import { password, signUp } from './sign-in.ts';

/** One person with two browsers: the second one stands for a colleague's, signed in without a second step. */
const unique = Date.now().toString(36);
const slug = `keep-${unique}`;
const email = `keeper-${unique}@example.test`;
const dashboard = tenantUrl(slug, '/dashboard');
const rules = tenantUrl(slug, '/dashboard/settings/security');

test('a workspace asks for a second step, which people set up; and sessions are ended from elsewhere', async ({
  browser,
}) => {
  const { appUrl } = browserEnvironment();
  const contexts = await Promise.all([0, 1].map(() => browser.newContext({ baseURL: appUrl })));
  const [page, other] = (await Promise.all(contexts.map((context) => context.newPage()))) as [Page, Page];

  await test.step('a new owner cannot require what they lack', async () => {
    await page.goto('/sign-up?redirect_url=/workspaces/new');
    await signUp(page, { name: 'Kira Keeper', email });
    // The address follows the name from when the page's script has come.
    await page.waitForLoadState('networkidle');
    await nameWorkspace(page, 'Keep', slug);
    await page.getByRole('button', { name: 'Create workspace' }).click();
    await expect(page).toHaveURL(tenantUrl(slug, '/dashboard/setup'));
    await page.goto(rules);
    await expect(page.getByText('Without a second step', { exact: true })).toBeVisible();
    await expect(page.getByLabel('Required for the team')).toBeDisabled();
  });

  await test.step('another browser signs in with the password alone', async () => {
    await enterPassword(other, dashboard);
    await expect(other).toHaveURL(dashboard);
  });

  await test.step('an authenticator app is set up in the profile, with backup codes', async () => {
    await page.getByRole('link', { name: 'Open your security settings' }).click();
    await page.getByRole('button', { name: 'Add two-step verification' }).click();
    await page.getByRole('menuitem', { name: 'Authenticator application' }).click();
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page
      .getByRole('textbox', { name: /code/i })
      .first()
      .pressSequentially((await appOf()).code);
    await expect(page.getByText('Two-step verification is now enabled')).toBeVisible();
    expect((await appOf()).backupCodes).toHaveLength(10);
    await page.getByRole('button', { name: 'Finish' }).click();
  });

  await test.step('signing in again asks for it, and then it can be required', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    // Whoever leaves before the answer has the session still.
    await expect(page).not.toHaveURL(/\/account/);
    await enterPassword(page, rules);
    await page
      .getByRole('textbox', { name: /code/i })
      .first()
      .pressSequentially((await appOf()).nextCode);
    await expect(page).toHaveURL(rules);
    await expect(page.getByText('With a second step', { exact: true })).toBeVisible();
    await page.getByLabel('Required for the team').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await expect(page.getByText('Everybody on the team has set up two-step verification.')).toBeVisible();
  });

  await test.step('the other browser is stopped, is told what to do, and gets in with a backup code', async () => {
    const answer = await other.goto(tenantUrl(slug, '/dashboard/members'));
    expect(answer?.status()).toBe(403);
    await expect(other.getByRole('heading', { name: 'Keep asks for a second step' })).toBeVisible();
    await expect(other.getByRole('link', { name: 'Set up two-step verification' })).toBeVisible();
    await other.getByRole('button', { name: 'Sign out and in again' }).click();
    await enterPassword(other);
    await expect(other.getByRole('heading', { name: 'Two-step verification' })).toBeVisible();
    await other.getByRole('link', { name: 'Use another method' }).click();
    await other.getByRole('button', { name: 'Use a backup code' }).click();
    await other.getByLabel('Backup code').fill((await appOf()).backupCodes[0] ?? '');
    await other.getByRole('button', { name: 'Continue', exact: true }).click();
    await expect(other).toHaveURL(dashboard);
  });

  await test.step('its session is ended from the first one', async () => {
    await page.goto(tenantUrl(slug, '/account/security'));
    await expect(page.getByText('This device')).toHaveCount(1);
    await page.getByRole('button', { name: 'Open menu' }).last().click();
    const ended = page.waitForResponse((response) => response.url().includes('/revoke'));
    await page.getByRole('menuitem', { name: 'Sign out of device' }).click();
    expect((await ended).status()).toBe(200);
    await page.reload();
    await expect(page.getByText('Chrome')).toHaveCount(1);
    // The proof of a sign-in is good for a minute; without it the browser has to ask for another.
    await other.context().clearCookies({ name: /^__session/ });
    await other.goto(dashboard);
    await expect(other).toHaveURL(/\/sign-in/);
    await page.goto(dashboard);
    await expect(page).toHaveURL(dashboard);
  });
});

async function enterPassword(page: Page, url?: string): Promise<void> {
  if (url) await page.goto(url);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
}

/** What the person's authenticator app shows, by the local console. */
async function appOf(): Promise<{ code: string; nextCode: string; backupCodes: string[] }> {
  const response = await fetch(`${browserEnvironment().consoleUrl}/codes.json`);
  const apps = (await response.json()) as {
    email: string;
    code: string;
    nextCode: string;
    backupCodes: string[];
  }[];
  const own = apps.find((app) => app.email === email);
  if (!own) throw new Error(`${email} has no authenticator app.`);
  return own;
}
