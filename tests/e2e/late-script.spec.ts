import { expect } from 'playwright/test';
import { test } from './browser-test.ts';
import { signIn } from './sign-in.ts';

test('what was typed before the script of a form arrived is kept, and checked', async ({ page }) => {
  await signIn(page, '/workspaces', 'linus@globex.test');
  const arrived = Promise.withResolvers<void>();
  await page.route('**/_astro/**/*.js', async (route) => {
    await arrived.promise;
    await route.continue();
  });
  await page.goto('/workspaces/new', { waitUntil: 'commit' });
  await page.getByLabel('Name').fill('Late Cay');
  await page.getByLabel('Address').fill('an-own-address');
  arrived.resolve();
  await expect(page.getByRole('status').filter({ hasText: 'is free' })).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue('Late Cay');
  await expect(page.getByLabel('Address')).toHaveValue('an-own-address');
});
