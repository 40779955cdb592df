import { expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { accessibilityFaults } from './accessibility-faults.ts';
import { test } from './browser-test.ts';
import { signIn } from './sign-in.ts';

const overview = tenantUrl('acme', '/dashboard');

const field = (page: Page) => page.getByRole('combobox', { name: 'Search' });
const chosen = (page: Page) => page.getByRole('option', { selected: true });

test('an admin finds a person, a page and an action with the keyboard, and the same without a script', async ({
  page,
  browser,
}) => {
  await signIn(page, overview, 'grace@acme.test');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('load');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('group', { name: 'Actions' })).toContainText('Invite people');
  await expect(chosen(page)).toHaveCount(0);

  await page.keyboard.type('alan');
  await expect(chosen(page)).toContainText('alan@acme.test');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', 'search-members-0');
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/result/);
  expect(await accessibilityFaults(page, { within: '#search-palette' })).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/dashboard\/members\/[\w-]{36}$/);

  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('group', { name: 'Recent searches' })).toContainText('alan');
  await page.keyboard.type('invit');
  await expect(chosen(page)).toHaveText(/Invitations/);
  await page.keyboard.press('End');
  await expect(page.getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');

  await field(page).fill('nobody-of-this-name');
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('Nothing here is called');
  await page.context().setOffline(true);
  await field(page).fill('branding');
  await expect(page.getByRole('alert')).toContainText('The search did not answer.');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(chosen(page)).toHaveText(/Branding/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');

  const { appUrl } = browserEnvironment();
  const storageState = await page.context().storageState();
  const plain = await browser.newContext({ baseURL: appUrl, storageState, javaScriptEnabled: false });
  const without = await plain.newPage();
  await without.goto(overview);
  await without.getByRole('link', { name: 'Search', exact: true }).click();
  await without.getByRole('searchbox', { name: 'Search' }).fill('alan');
  await without.getByRole('button', { name: 'Search' }).click();
  await expect(without.locator('mark').first()).toHaveText('Alan');
  await without.getByRole('link', { name: /alan@acme\.test/ }).click();
  await expect(without).toHaveURL(/\/dashboard\/members\/[\w-]{36}$/);
  await plain.close();
});
