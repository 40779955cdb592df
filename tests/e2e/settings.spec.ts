import { type Browser, expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { jpegOf, pngOf } from '../support/make-image.ts';
import { test } from './browser-test.ts';
import { nameWorkspace } from './name-workspace.ts';
import { signIn } from './sign-in.ts';

/** An owner makes a workspace theirs: once with JavaScript, once without. */
const unique = Date.now().toString(36);
const logo = { name: 'logo.png', mimeType: 'image/png', buffer: pngOf(256, 256) };
const cover = { name: 'cover.jpg', mimeType: 'image/jpeg', buffer: jpegOf(1600, 900) };

async function ownerOf(
  slug: string,
  name: string,
  browser: Browser,
  javaScriptEnabled: boolean,
): Promise<Page> {
  const { appUrl } = browserEnvironment();
  const scripted = await browser.newContext({ baseURL: appUrl });
  const page = await scripted.newPage();
  await signIn(page, '/workspaces/new', 'linus@globex.test');
  await nameWorkspace(page, name, slug);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page).toHaveURL(tenantUrl(slug, '/dashboard/setup'));
  if (javaScriptEnabled) return page;
  const storageState = await scripted.storageState();
  await scripted.close();
  const plain = await browser.newContext({ baseURL: appUrl, storageState, javaScriptEnabled: false });
  return plain.newPage();
}

test.describe('with JavaScript', () => {
  const slug = `atoll-${unique}`;
  const moved = `lagoon-${unique}`;

  test('a workspace is renamed, gets its look, and moves to another address', async ({ browser }) => {
    const page = await ownerOf(slug, 'Atoll', browser, true);

    await test.step('the name and the language are saved', async () => {
      await open(page, tenantUrl(slug, '/dashboard/settings'));
      await page.getByLabel('Name').fill('Lagoon');
      await page.getByLabel('Language').selectOption({ label: 'Deutsch' });
      await page.getByRole('button', { name: 'Save settings' }).click();
      await expect(page.getByText('Saved.')).toBeVisible();
      await expect(page.getByLabel('Name')).toHaveValue('Lagoon');
      await expect(page.getByLabel('Language')).toHaveValue('de');
    });

    await test.step('a logo is sent as soon as it is chosen, and stands on the site', async () => {
      await page.getByRole('link', { name: 'Branding' }).click();
      await page.getByLabel('Upload a logo').setInputFiles(logo);
      await expect(page.getByText('Your logo is in place.')).toBeVisible();
      await page.goto(tenantUrl(slug));
      await expectShown(page, 'header img.mark-logo');
      await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', /^\/files\/logo\/[\w-]+\.png$/);
    });

    await test.step('a cover stands at the top of the site and beside links to it', async () => {
      await open(page, tenantUrl(slug, '/dashboard/settings/branding'));
      await page.getByLabel('Upload a cover').setInputFiles(cover);
      await expect(page.getByText('Your cover is in place.')).toBeVisible();
      await page.goto(tenantUrl(slug));
      await expectShown(page, 'main > img');
      await expect(page.locator('meta[property="og:image"]')).toHaveAttribute(
        'content',
        /^http.+\/files\/cover\//,
      );
    });

    await test.step('what is no picture is explained, and changes nothing', async () => {
      await open(page, tenantUrl(slug, '/dashboard/settings/branding'));
      const svg = {
        name: 'logo.png',
        mimeType: 'image/png',
        buffer: Buffer.from('<svg onload="alert(1)"/>'),
      };
      await page.getByLabel('Replace the logo').setInputFiles(svg);
      await expect(page.getByRole('alert').filter({ hasText: 'not a PNG, JPEG or WebP' })).toBeVisible();
      await expectShown(page, 'main img.mark-logo');
    });

    await test.step('a colour is previewed while it is typed', async () => {
      const button = page.locator('.brand-preview').first().getByText('Join', { exact: true });
      const before = await button.evaluate((element) => getComputedStyle(element).backgroundColor);
      await page.getByLabel('Colour code').fill('#7a2e4d');
      await expect
        .poll(() => button.evaluate((element) => getComputedStyle(element).backgroundColor))
        .not.toBe(before);
      await page.getByRole('button', { name: /^Pine/ }).click();
      await expect(page.getByLabel('Colour code')).toHaveValue('#1d6a4f');
      await page.getByRole('button', { name: 'Save branding' }).click();
      await expect(page.getByText('Saved.')).toBeVisible();
    });

    await test.step('the logo is removed, and the island is back', async () => {
      await page.getByRole('button', { name: 'Remove the logo' }).click();
      await expect(page.getByText('Removed.')).toBeVisible();
      await page.goto(tenantUrl(slug));
      await expect(page.locator('header svg.isl')).toBeVisible();
      await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', '/icon.svg');
    });

    await test.step('an address is checked while it is typed, and the workspace moves there signed in', async () => {
      await open(page, tenantUrl(slug, '/dashboard/settings'));
      const address = page.getByLabel('Address of your workspace');
      const status = page.getByRole('status').filter({ hasText: /./ });
      await address.fill('acme');
      await expect(status).toContainText('Another workspace has this address');
      await address.fill(moved);
      await expect(status).toContainText('This address is free');
      await page.getByRole('button', { name: 'Change address' }).click();
      await expect(page).toHaveURL(tenantUrl(moved, '/dashboard/settings?notice=moved'));
      await expect(page.getByText('You have moved.')).toBeVisible();
    });

    await test.step('links to the former address lead on, signed in or not', async () => {
      await page.goto(tenantUrl(slug, '/dashboard/members?search=linus'));
      await expect(page).toHaveURL(tenantUrl(moved, '/dashboard/members?search=linus'));
      const stranger = await (await browser.newContext()).newPage();
      await stranger.goto(tenantUrl(slug, '/posts/welcome?from=mail'));
      await expect(stranger).toHaveURL(tenantUrl(moved, '/posts/welcome?from=mail'));
    });

    await test.step('and it may go back', async () => {
      await open(page, tenantUrl(moved, '/dashboard/settings'));
      await page.getByLabel('Address of your workspace').fill(slug);
      await expect(page.getByRole('status').filter({ hasText: /./ })).toContainText('your address before');
      await page.getByRole('button', { name: 'Change address' }).click();
      await expect(page).toHaveURL(tenantUrl(slug, '/dashboard/settings?notice=moved'));
      await page.goto(tenantUrl(moved));
      await expect(page).toHaveURL(tenantUrl(slug));
    });
  });
});

test.describe('without JavaScript', () => {
  const slug = `cay-${unique}`;
  const moved = `reef-${unique}`;

  test('the same is done with plain forms', async ({ browser }) => {
    const page = await ownerOf(slug, 'Cay', browser, false);
    const branding = tenantUrl(slug, '/dashboard/settings/branding');

    await test.step('a logo', async () => {
      await page.goto(branding);
      await page.getByLabel('Upload a logo').setInputFiles({ ...logo, buffer: pngOf(4000, 10) });
      await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
      await expect(page.getByText('at most 2048 on each side')).toBeVisible();
      await page.getByLabel('Upload a logo').setInputFiles(logo);
      await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
      await expect(page.getByText('Your logo is in place.')).toBeVisible();
      await page.goto(tenantUrl(slug));
      await expectShown(page, 'header img.mark-logo');
    });

    await test.step('a picture larger than the form takes', async () => {
      await page.goto(branding);
      await page
        .getByLabel('Replace the logo')
        .setInputFiles({ ...logo, buffer: Buffer.alloc(3 * 1024 * 1024, 7) });
      await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
      await expect(page.getByText('larger than this form takes')).toBeVisible();
    });

    await test.step('a colour, seen before it is saved', async () => {
      await page.goto(branding);
      await page.getByRole('button', { name: /^Cobalt/ }).click();
      await expect(page.getByText('This is a preview.')).toBeVisible();
      await expect(page.getByLabel('Colour code')).toHaveValue('#2b4c9b');
      await page.getByLabel('Colour code').fill('#8a5a12');
      await page.getByRole('button', { name: 'Preview' }).click();
      const colour = await page
        .locator('.brand-preview .btn')
        .first()
        .evaluate((element) => getComputedStyle(element).getPropertyValue('--accent').trim());
      expect(colour).toBe('#8a5a12');
      await page.getByRole('button', { name: 'Save branding' }).click();
      await expect(page.getByText('Saved.')).toBeVisible();
    });

    await test.step('another address, after one that is taken was explained', async () => {
      await page.goto(tenantUrl(slug, '/dashboard/settings'));
      await page.getByLabel('Address of your workspace').fill('acme');
      await page.getByRole('button', { name: 'Change address' }).click();
      await expect(page.getByText('Another workspace has this address.')).toBeVisible();
      await expect(page.getByText('These are free')).toBeVisible();
      await page.getByLabel('Address of your workspace').fill(moved);
      await page.getByRole('button', { name: 'Change address' }).click();
      await expect(page).toHaveURL(tenantUrl(moved, '/dashboard/settings?notice=moved'));
      await page.goto(tenantUrl(slug, '/sign-in'));
      await expect(page).toHaveURL(new RegExp(`^${tenantUrl(moved, '')}`));
    });
  });
});

/** The picture has arrived, and is one. */
async function expectShown(page: Page, selector: string): Promise<void> {
  const image = page.locator(selector).first();
  await expect(image).toBeVisible();
  await expect
    .poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth))
    .toBeGreaterThan(0);
}

/** And lets Clerk's script settle the session of this host, which a form sent meanwhile would be without. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForLoadState('networkidle');
}
