import { createServer, type Server } from 'node:http';
import { expect, type Page } from 'playwright/test';
import { startWebProcess, type WebProcess } from '../integration/product/web-process.ts';
import { accessibilityFaults } from './accessibility-faults.ts';
import { test } from './browser-test.ts';

const port = Number(process.env.ARCHIPELAGO_PORT) + 64;
const site = `http://acme.localhost:${port}`;
const counted = (page: Page) => page.evaluate(() => document.documentElement.dataset.counted ?? null);

let loads = 0;
let counter: Server;
let web: WebProcess;

test.beforeAll(async () => {
  counter = createServer((_, response) => {
    loads += 1;
    response.setHeader('content-type', 'text/javascript');
    response.end('document.documentElement.dataset.counted = document.currentScript.dataset.domain;');
  });
  await new Promise<void>((resolve) => counter.listen(port + 1, '127.0.0.1', resolve));
  web = await startWebProcess({
    port,
    environment: {
      ANALYTICS_SCRIPT_URL: `http://localhost:${port + 1}/count.js`,
      ANALYTICS_SITE: 'data-domain=acme.test',
    },
  });
});
test.afterAll(async () => {
  await web?.stop();
  counter?.close();
});

test('who must be asked is counted after a yes alone, and can change their mind', async ({ page }) => {
  const panel = page.getByRole('region', { name: 'May we count your visit?' });
  const choices = page.getByRole('button', { name: 'Cookie choices' });
  await page.goto(site);
  await expect(panel).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  const [refuse, accept] = ['Refuse', 'Accept'].map((name) => panel.getByRole('button', { name }));
  const [one, other] = [await refuse?.boundingBox(), await accept?.boundingBox()];
  expect([one?.width, one?.height]).toEqual([other?.width, other?.height]);
  await refuse?.click();
  await page.goto(`${site}/guestbook`);
  await expect(choices).toBeVisible();
  await expect(panel).toBeHidden();
  expect(loads).toBe(0);

  await choices.click();
  await expect(refuse ?? panel).toHaveAttribute('aria-pressed', 'true');
  await accept?.click();
  await expect(choices).toBeFocused();
  await expect.poll(() => counted(page)).toBe('acme.test');
  await page.goto(`${site}/contact`);
  await expect.poll(() => counted(page)).toBe('acme.test');

  await choices.click();
  await refuse?.click();
  await expect.poll(() => counted(page)).toBeNull();
  await expect(panel).toBeHidden();
});

test('elsewhere visits are counted, unless the browser asks not to be followed', async ({ browser }) => {
  const there = { extraHTTPHeaders: { 'x-local-country': 'US' } };
  const page = await (await browser.newContext(there)).newPage();
  await page.goto(site);
  await expect.poll(() => counted(page)).toBe('acme.test');
  await expect(page.getByRole('region', { name: 'May we count your visit?' })).toBeHidden();

  const silent = await (await browser.newContext(there)).newPage();
  await silent.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true }),
  );
  const before = loads;
  await silent.goto(site);
  await expect(silent.getByRole('button', { name: 'Cookie choices' })).toBeVisible();
  expect([await counted(silent), loads - before]).toEqual([null, 0]);
});
