import { expect, type Locator, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { pngOf } from '../support/make-image.ts';
import { test } from './browser-test.ts';
import { signedInPage } from './sign-in.ts';

const unique = Date.now().toString(36);

/** Puts a picture below what is written: pasted, or by the fields below the text. */
async function addPicture(page: Page, javaScriptEnabled: boolean): Promise<void> {
  const bytes = pngOf(900, 300, unique);
  if (!javaScriptEnabled) {
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: bytes });
    await page.getByRole('textbox', { name: 'What this picture shows' }).fill('High [water]');
    await page.getByRole('button', { name: 'Upload the picture' }).click();
    await expect(page.getByText('The picture is uploaded.')).toBeVisible();
    return;
  }
  await expect(page.getByRole('button', { name: 'Add a picture' })).toBeVisible();
  const field = page.getByLabel('Text', { exact: true });
  await field.press('ControlOrMeta+End');
  await field.pressSequentially('\n\n');
  await field.evaluate((area, base64) => {
    const given = new DataTransfer();
    const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    given.items.add(new File([content], 'x.png', { type: 'image/png' }));
    area.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: given, bubbles: true, cancelable: true }),
    );
  }, bytes.toString('base64'));
  await page.getByRole('textbox', { name: 'What this picture shows' }).fill('High [water]');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'What this picture shows' })).toBeHidden();
}

async function isShown(image: Locator): Promise<void> {
  await expect(image).toBeVisible();
  await expect
    .poll(() => image.evaluate((shown) => shown instanceof HTMLImageElement && shown.naturalWidth))
    .toBeGreaterThan(0);
}

for (const [how, javaScriptEnabled] of [
  ['with JavaScript', true],
  ['without JavaScript', false],
] as const) {
  test(`a post is written, previewed, scheduled, published, closed and moved, ${how}`, async ({
    browser,
    page,
  }) => {
    const name = `Gauge ${unique} ${javaScriptEnabled ? 'js' : 'plain'}`;
    const secret = `Words ${unique} for the team`;
    const linus = await signedInPage(browser, tenantUrl('globex', '/dashboard/posts'), 'linus@globex.test', {
      javaScriptEnabled,
    });

    await linus.goto(tenantUrl('globex', '/dashboard/posts/new'));
    await linus.getByLabel('Title').fill(name);
    await linus.getByLabel('Text', { exact: true }).fill(`## A heading\n\n${secret} <script>x</script>`);
    await addPicture(linus, javaScriptEnabled);
    await expect(linus.getByLabel('Text', { exact: true })).toHaveValue(
      /^## A heading[\s\S]*!\[High \\\[water\\\]\]\(\/pictures\/[\w-]+\.png\)\s*$/,
    );
    if (!javaScriptEnabled) await linus.getByRole('button', { name: 'Preview' }).click();
    const preview = linus.getByRole('region', { name: 'Preview of the text' });
    await expect(preview.getByRole('heading', { name: 'A heading' })).toBeVisible();
    await isShown(preview.getByRole('img', { name: 'High [water]' }));
    await linus.getByRole('button', { name: 'Save as draft' }).click();
    await expect(linus.getByText('Saved as a draft.')).toBeVisible();
    const draft = linus.url();

    await linus.getByLabel('Publish at').fill('2027-03-01T09:30');
    await linus.getByRole('button', { name: 'Schedule', exact: true }).click();
    await expect(linus.getByText('1 March 2027')).toBeVisible();
    await linus.getByRole('button', { name: 'Withdraw the schedule' }).click();
    await expect(linus.getByText('It is a draft without a date.')).toBeVisible();
    const elsewhere = await linus.context().newPage();
    await elsewhere.goto(draft);
    await linus.getByLabel('Picture', { exact: true }).setInputFiles({
      name: 'cover.png',
      mimeType: 'image/png',
      buffer: pngOf(1200, 600, unique),
    });
    await linus.getByLabel('What it shows').fill('A gauge at low water');
    await linus.getByRole('button', { name: 'Upload the cover' }).click();
    await expect(linus.getByText('The cover is saved.')).toBeVisible();
    await elsewhere.getByLabel('Summary').fill('What the gauge said');
    await elsewhere.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(elsewhere.getByText('changed this post after you opened it')).toBeVisible();
    await expect(elsewhere.getByLabel('Summary')).toHaveValue('What the gauge said');
    await elsewhere.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(elsewhere.getByText('Saved.', { exact: true })).toBeVisible();
    await elsewhere.close();
    await linus.getByRole('link', { name: 'Preview' }).click();
    await expect(linus.getByText('Only the team sees this page.')).toBeVisible();
    await linus.goto(draft);
    await linus.getByRole('button', { name: 'Publish now' }).click();
    await expect(linus.getByText('It is on your site now.')).toBeVisible();
    await linus.getByRole('button', { name: 'Let it lead the site' }).click();
    await expect(linus.getByText('It leads your site now.')).toBeVisible();

    const former = tenantUrl('globex', `/posts/${name.toLowerCase().replaceAll(' ', '-')}`);
    await page.goto(former);
    await expect(page.getByText(secret).first()).toBeVisible();
    await isShown(page.getByRole('img', { name: 'A gauge at low water' }));
    const inText = page.getByRole('img', { name: 'High [water]' });
    await inText.scrollIntoViewIfNeeded();
    await isShown(inText);
    await expect(inText).toHaveAttribute('srcset', /480w, .*900w$/);
    await expect(inText).toHaveAttribute('height', '300');

    await linus.getByLabel('Members only').check();
    await linus.getByLabel('Address').fill(`moved-${unique}-${javaScriptEnabled ? 'js' : 'plain'}`);
    await linus.getByRole('button', { name: 'Save and show' }).click();
    await expect(linus.getByText('Saved.', { exact: true })).toBeVisible();
    await expect(async () => {
      const answer = await page.goto(former);
      await expect(page).toHaveURL(/\/posts\/moved-/);
      await expect(page.getByText('This post is for members')).toBeVisible({ timeout: 1_000 });
      expect(answer?.headers()['x-robots-tag']).toBe('noindex');
    }).toPass();
    expect(await page.content()).not.toContain(secret);
    for (const file of ['/feed.xml', '/sitemap.xml']) {
      const address = new URL(`/w/globex${file}`, browserEnvironment().appUrl).href;
      const text = await (await page.request.get(address)).text();
      expect(text).toContain('one-summer-of-rooftops');
      expect(text).not.toContain(unique);
    }
    await linus.getByRole('button', { name: 'Take down' }).click();
    await expect(linus.getByText('It is a draft again')).toBeVisible();
  });
}
