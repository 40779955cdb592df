import { type Browser, expect, type Page } from 'playwright/test';
import { tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { signedInPage } from './sign-in.ts';

const log = tenantUrl('acme', '/dashboard/audit');

async function openLog(browser: Browser, options: { script: boolean; width?: number }): Promise<Page> {
  const page = await signedInPage(browser, log, 'grace@acme.test', {
    javaScriptEnabled: options.script,
    viewport: { width: options.width ?? 1280, height: 800 },
    acceptDownloads: true,
  });
  await page.goto(log);
  return page;
}

for (const script of [true, false]) {
  test(`an admin narrows the log, opens an entry and reads its difference ${script ? 'with' : 'without'} JavaScript`, async ({
    browser,
  }) => {
    const page = await openLog(browser, { script });
    await page.getByLabel('Area').selectOption('workspace');
    await page.getByLabel('Person', { exact: true }).selectOption({ label: 'Hanne Dahl' });
    await page.getByRole('button', { name: 'Filter' }).click();
    await expect(page).toHaveURL(/area=workspace/);
    const row = page.getByRole('row').filter({ hasText: 'changed the name' });
    await row.getByRole('link', { name: 'workspace.updated' }).click();
    const entry = page.getByRole('dialog', { name: 'Settings changed' });
    await expect(entry).toContainText('− Acme');
    await expect(entry).toContainText('+ Acme Instruments');
    await expect(entry).toContainText('seed-acme-');
    await expect(entry).toContainText('It is as it was written.');
    await expect(page).toHaveURL(/event=/);
    await entry.getByRole('link', { name: 'Close the entry' }).click();
    await expect(entry).toBeHidden();
    await expect(page).not.toHaveURL(/event=/);
    await expect(page).toHaveURL(/area=workspace/);
    await page.getByRole('link', { name: 'Clear all' }).click();
    await expect(page).toHaveURL(log);
  });
}

test('Escape closes an entry and gives the focus back to its row', async ({ browser }) => {
  for (const width of [1280, 390]) {
    const page = await openLog(browser, { script: true, width });
    const first = page
      .getByRole('table')
      .getByRole('link', { name: /^[a-z_]+\.[a-z_]+$/ })
      .first();
    await first.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(first).toBeFocused();
    await page.context().close();
  }
});

test('the request id is copied', async ({ browser }) => {
  const page = await openLog(browser, { script: true });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByLabel('Person, action or thing').fill('seed-acme-3');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page
    .getByRole('table')
    .getByRole('link', { name: /^[a-z_]+\.[a-z_]+$/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Copy request id' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('seed-acme-3');
});

test('one goes to what is older and back', async ({ browser }) => {
  const page = await openLog(browser, { script: false });
  const newest = await page.getByRole('table').textContent();
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page.getByRole('table')).not.toHaveText(newest ?? '');
  await page.getByRole('link', { name: 'Newer' }).click();
  await expect(page.getByRole('table')).toHaveText(newest ?? '');
});

test('the filtered log is downloaded under a name of ours', async ({ browser }) => {
  const page = await openLog(browser, { script: true });
  await page.goto(`${log}?area=billing`);
  for (const [button, name, first] of [
    ['Download CSV', 'audit-log.csv', '"time","action"'],
    ['Download JSON', 'audit-log.jsonl', '{"time":'],
  ] as const) {
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: button }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe(name);
    const text = await readAll(await download.createReadStream());
    expect(text).toContain(first);
    expect(text).toContain('billing.plan_changed');
    expect(text).not.toContain('post.created');
  }
});

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
