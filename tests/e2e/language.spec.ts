import { expect, type Page } from 'playwright/test';
import { tenantUrl } from '../support/browser-environment.ts';
import { accessibilityFaults } from './accessibility-faults.ts';
import { test } from './browser-test.ts';
import { nameWorkspace } from './name-workspace.ts';
import { signIn } from './sign-in.ts';

const slug = `delta-${Date.now().toString(36)}`;

/** Whether a page can be moved sideways. */
const overflows = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test('a site in Arabic runs from right to left, fits a phone, and likes and rates in Arabic', async ({
  page,
}) => {
  await signIn(page, '/workspaces/new', 'linus@globex.test');
  await nameWorkspace(page, 'Delta', slug);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page).toHaveURL(tenantUrl(slug, '/dashboard/setup'));

  await page.goto(tenantUrl(slug, '/dashboard/settings'));
  await page.getByLabel('Language').selectOption({ label: 'العربية' });
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');

  for (const path of [
    '/',
    '/guestbook',
    '/guestbook/sign',
    '/contact',
    '/posts/welcome',
    '/leave',
    '/nothing',
  ]) {
    await page.goto(tenantUrl(slug, path));
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    expect(await accessibilityFaults(page), path).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflows(page), path).toBe(false);
    await page.setViewportSize({ width: 1440, height: 900 });
    expect(await overflows(page), path).toBe(false);
  }

  await page.goto(tenantUrl(slug, '/posts/welcome'));
  const reactions = page.getByRole('region', { name: 'الإعجابات والتقييمات' });
  // What the screen shows at once is kept a little later: leaving before would take it back.
  const kept = page.waitForResponse((answer) => answer.url().includes('_action=reactions.'));
  await reactions.getByRole('button', { name: '4 نجوم' }).click();
  await kept;
  await expect(reactions.getByText('تقييم واحد')).toBeVisible();
  await page.reload();
  await expect(reactions.getByText('تقييم واحد')).toBeVisible();
});
