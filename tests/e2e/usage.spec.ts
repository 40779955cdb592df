import { readFile } from 'node:fs/promises';
import { expect } from 'playwright/test';
import { tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { signIn } from './sign-in.ts';

test('an owner goes from the overview to the usage of seats, back a month, and takes the figures along', async ({
  page,
}) => {
  await signIn(page, tenantUrl('acme', '/dashboard'), 'ada@acme.test');
  await page.getByRole('main').getByRole('link', { name: 'All usage' }).click();
  await expect(page.getByRole('heading', { name: 'API requests by the day' })).toBeVisible();
  await expect(page.getByText('Warehouse sync')).toBeVisible();

  await page
    .getByRole('navigation', { name: 'Meters', exact: true })
    .getByRole('link', { name: 'Seats' })
    .click();
  await expect(page.getByRole('heading', { name: 'Seats at the end of each day' })).toBeVisible();
  await page.getByText('The same as a table').click();
  await expect(page.getByRole('table').getByRole('row').last()).toContainText(/\w+day \d+ \w+\s*\d+/);

  await page.getByRole('link', { name: 'The month before' }).click();
  await expect(page).toHaveURL(/month=\d{4}-\d{2}/);
  await expect(page).toHaveURL(/meter=seats/);
  await page.getByRole('navigation', { name: 'Period' }).getByRole('link', { name: 'Year' }).click();
  await expect(page.getByRole('heading', { name: 'Seats at the end of each month' })).toBeVisible();

  await page.getByRole('navigation', { name: 'Period' }).getByRole('link', { name: 'Day' }).click();
  await expect(page.getByRole('heading', { name: 'Seats at the end of each hour' })).toBeVisible();
  await page.getByRole('link', { name: 'The day before' }).click();
  await expect(page).toHaveURL(/day=\d{4}-\d{2}-\d{2}/);
  await page
    .getByRole('navigation', { name: 'Other meters' })
    .getByRole('link', { name: /^Custom domains/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Custom domains at the end of each hour' })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Meters', exact: true })
    .getByRole('link', { name: 'API requests' })
    .click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Field tablets' })).toContainText(
    /\d+(\.\d)?% errors/,
  );
  await page.getByRole('navigation', { name: 'Period' }).getByRole('link', { name: 'Month' }).click();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^usage-\d{4}-\d{2}-01-to-\d{4}-\d{2}-\d{2}\.csv$/);
  const file = await readFile(await download.path(), 'utf8');
  expect(file).toMatch(/^\ufeff"day","meter","used"\r\n"\d{4}-\d{2}-\d{2}","/);
  expect(file).toContain('"apiRequests"');
});
