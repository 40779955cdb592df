import { readFileSync } from 'node:fs';
import { type Browser, expect, type Page } from 'playwright/test';
import { tenantUrl } from '../support/browser-environment.ts';
import { readZip } from '../support/read-zip.ts';
import { test } from './browser-test.ts';
import { mailedTo } from './mailbox.ts';
import { signedInPage } from './sign-in.ts';

const unique = Date.now().toString(36);
const email = 'linus@globex.test';

/** Its owner's page, in a workspace of this test alone. */
async function ownWorkspace(browser: Browser, slug: string, javaScriptEnabled: boolean): Promise<Page> {
  const page = await signedInPage(browser, '/sign-in', email, { javaScriptEnabled });
  await page.goto('/workspaces/new');
  await page.getByLabel('Name').fill(`Data ${slug}`);
  const address = page.getByLabel('Address');
  // The form's script offers one as soon as it is there.
  if (javaScriptEnabled) await expect(address).not.toHaveValue('');
  await address.fill(slug);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page).toHaveURL(tenantUrl(slug, '/dashboard/setup'));
  return page;
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript';
  const slug = `data-${javaScriptEnabled ? 'js' : 'plain'}-${unique}`;

  test(`an owner exports everything, and downloads it by the link in the mail, ${how}`, async ({
    browser,
  }) => {
    const page = await ownWorkspace(browser, slug, javaScriptEnabled);
    await page.goto(tenantUrl(slug, '/dashboard/settings'));
    await page.getByRole('link', { name: 'Data', exact: true }).click();
    await expect(page.getByText('No exports yet')).toBeVisible();
    await page.getByRole('button', { name: 'Export all data' }).click();
    await expect(page.getByText('The export has started.')).toBeVisible();
    const link = await mailedTo(email, new RegExp(`(http://${slug}\\S+/settings/data/\\S+)`));
    const started = page.waitForEvent('download');
    await page.goto(link).catch(() => undefined);
    const download = await started;
    expect(download.suggestedFilename()).toMatch(new RegExp(`^${slug}-\\d{4}-\\d\\d-\\d\\d\\.zip$`));
    const files = readZip(readFileSync(await download.path()));
    expect(String(files.get('json/workspace.ndjson'))).toContain(slug);
    expect(String(files.get('csv/post.csv'))).toContain('Welcome to');
    expect([...files.keys()]).toEqual(expect.arrayContaining(['README.txt', 'manifest.json']));
    await page.goto(tenantUrl(slug, '/dashboard/settings/data'));
    await expect(page.getByText('Ready')).toBeVisible();
    await expect(page.getByRole('link', { name: /Download ZIP file 1 of 1/ })).toBeVisible();
    await page.context().close();
  });

  test(`an owner deletes a workspace, and restores it, ${how}`, async ({ browser }) => {
    const gone = `${slug}-gone`;
    const page = await ownWorkspace(browser, gone, javaScriptEnabled);
    await page.goto(tenantUrl(gone, '/dashboard/settings/data'));
    await page.getByLabel(`Type Data ${gone} to confirm`).fill('something else');
    await page.getByRole('button', { name: 'Delete this workspace' }).click();
    await expect(page.getByText('Type the name exactly as it is written')).toBeVisible();
    await page.getByLabel(`Type Data ${gone} to confirm`).fill(`Data ${gone}`);
    await page.getByRole('button', { name: 'Delete this workspace' }).click();
    await expect(page.getByRole('heading', { name: `Data ${gone} is being deleted` })).toBeVisible();

    const visitor = await (await browser.newContext()).newPage();
    const answer = await visitor.goto(tenantUrl(gone));
    expect(answer?.status()).toBe(410);
    await expect(visitor.getByText(`Data ${gone} was closed`)).toBeVisible();
    await visitor.context().close();

    await page.goto('/workspaces');
    await expect(page.getByRole('link', { name: new RegExp(`Data ${gone}.*Being deleted`) })).toBeVisible();
    await page.goto(await mailedTo(email, new RegExp(`(http://${gone}\\S+/closing)`)));
    await page.getByRole('button', { name: `Restore Data ${gone}` }).click();
    await expect(page).toHaveURL(tenantUrl(gone, '/dashboard'));
    const back = await page.goto(tenantUrl(gone));
    expect(back?.status()).toBe(200);
    await page.context().close();
  });
}
