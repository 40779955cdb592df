import { expect } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';

test('letters twice as large are taken from the browser, and every page still fits a phone', async ({
  playwright,
}) => {
  const { appUrl, chromium } = browserEnvironment();
  const browser = await playwright.chromium.launch({
    ...(chromium ? { executablePath: chromium } : {}),
    args: ['--no-sandbox', '--blink-settings=defaultFontSize=32'],
  });
  const page = await (
    await browser.newContext({ baseURL: appUrl, viewport: { width: 390, height: 844 } })
  ).newPage();
  const addresses = [
    ...['/', '/pricing', '/contact', '/docs/develop/start', '/legal/terms', '/nothing'],
    ...['/', '/posts/the-flood-of-the-fourteenth', '/newsletter', '/sign-in'].map((path) =>
      tenantUrl('acme', path),
    ),
    tenantUrl('manara', '/contact'),
  ];
  for (const address of addresses) {
    await page.goto(address);
    const { letters, tooWide } = await page.evaluate(() => ({
      letters: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    expect({ address, letters, tooWide }).toEqual({ address, letters: 32, tooWide: 0 });
  }
  await browser.close();
});

test('a code is typed from left to right where words run from right to left', async ({ page }) => {
  await page.goto(tenantUrl('manara', '/sign-up'));
  await page.getByLabel('الاسم الأول').fill('نور');
  await page.getByLabel('اسم العائلة').fill('حداد');
  await page.locator('[name="emailAddress"]').fill(`nour-${Date.now().toString(36)}@example.test`);
  await page.locator('[name="password"]').fill('correct-horse-battery');
  await page.getByRole('button', { name: 'متابعة' }).click();
  await expect(page.locator('.cl-otpCodeFieldInputs')).toHaveCSS('direction', 'ltr');
});
