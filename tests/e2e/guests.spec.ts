import { readFileSync } from 'node:fs';
import { expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { pngOf } from '../support/make-image.ts';
import { readZip } from '../support/read-zip.ts';
import { test } from './browser-test.ts';
import { mailedTo } from './mailbox.ts';
import { signIn, signUp } from './sign-in.ts';

const unique = Date.now().toString(36);
const email = `nuka-${unique}@example.test`;
const words = `Cold hands ${unique}`;
const post = tenantUrl('globex', '/posts/one-summer-of-rooftops');
const at = (path = '') => tenantUrl('globex', `/you${path}`);

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'You', exact: true }).getByRole('link', { name }).click();
}

test('a newcomer joins, takes part, finds all of it in a place of their own, and leaves with it, on a phone', async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const { appUrl } = browserEnvironment();
  const viewport = { width: 390, height: 844 };
  const scripted = await (await browser.newContext({ baseURL: appUrl, viewport })).newPage();
  await scripted.goto(post);
  await scripted.getByRole('banner').getByRole('link', { name: 'Join' }).click();
  await signUp(scripted, { name: 'Nuka Holm', email });
  await scripted.getByRole('button', { name: 'Join Globex' }).click();
  await expect(scripted).toHaveURL(post);

  // Clerk's own form needs its script; nothing after it does.
  await scripted.goto(at());
  await scripted.getByRole('link', { name: 'Change name and picture' }).click();
  await expect(scripted.getByRole('link', { name: 'You at Globex' })).toBeVisible();
  await scripted.getByRole('button', { name: 'Update profile' }).click();
  const chooser = scripted.waitForEvent('filechooser');
  await scripted.getByRole('button', { name: 'Upload' }).click();
  await (await chooser).setFiles({
    name: 'me.png',
    mimeType: 'image/png',
    buffer: pngOf(300, 200),
  });
  await scripted.getByLabel('Last name').fill('Holmgren');
  await scripted.getByRole('button', { name: 'Save' }).click();
  await expect(scripted.getByRole('button', { name: 'Update profile' })).toBeVisible();
  await expect(async () => {
    await scripted.goto(at());
    const banner = scripted.getByRole('banner');
    await expect(scripted.getByText('Nuka Holmgren').first()).toBeAttached({ timeout: 500 });
    await expect(banner.locator('.ava img')).toHaveAttribute('src', /^data:image\/webp/, { timeout: 500 });
  }).toPass();

  const storageState = await scripted.context().storageState();
  await scripted.context().close();
  const page = await (
    await browser.newContext({ baseURL: appUrl, viewport, storageState, javaScriptEnabled: false })
  ).newPage();
  await page.goto(post);
  await page
    .getByRole('textbox', { name: 'Your comment' })
    .fill(`${words} https://a.example https://b.example https://c.example`);
  await page.getByRole('button', { name: 'Post comment' }).click();
  await page.getByRole('button', { name: /^Like/ }).click();
  await expect(page.getByText('Thank you. Your like counts.')).toBeVisible();
  await page.getByRole('button', { name: '4 stars' }).click();
  await expect(page.getByText('Thank you. Your rating counts.')).toBeVisible();

  await page.getByRole('banner').getByRole('link', { name: 'Your profile' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'You at Globex' })).toBeVisible();
  await expect(page.getByText('You are a guest here since')).toBeVisible();
  await openTab(page, 'Written');
  const mine = page.getByRole('listitem').filter({ hasText: words });
  await expect(mine).toContainText('Waits for approval');
  await mine.getByRole('link', { name: 'Edit your comment' }).click();
  await page.getByRole('textbox', { name: 'Change your comment' }).fill(`${words}, warm coffee`);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. It appears once it is approved.')).toBeVisible();
  await openTab(page, 'Likes');
  await expect(page.getByRole('link', { name: /rooftops/i })).toBeVisible();
  await page.getByRole('link', { name: 'Rated' }).click();
  await expect(page.getByText('4 stars')).toBeVisible();
  await page.getByRole('button', { name: /^Take back your rating/ }).click();
  await expect(page.getByText('You have rated no post yet')).toBeVisible();

  const linus = await browser.newPage();
  await signIn(linus, tenantUrl('globex', '/dashboard/comments'), 'linus@globex.test');
  await linus.getByRole('button', { name: 'Approve the comment of Nuka Holmgren' }).click();
  await expect(linus.getByText('Approved.', { exact: true })).toBeVisible();
  await linus.close();
  const stop = await mailedTo(email, /Stop these mails: (\S+type=comment-approved\S+)/);
  await openTab(page, 'Notices');
  await expect(page.getByRole('link', { name: /^Your comment on .* can be seen now/ })).toBeVisible();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(page.getByText('All marked as read.')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Somebody replies to your comment: By e-mail' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. It holds from now on.')).toBeVisible();
  await page.goto(stop);
  await page.getByRole('button', { name: 'Stop these mails' }).click();
  await page.getByRole('link', { name: 'Notification preferences' }).click();
  for (const name of ['Somebody replies to your comment', 'What you wrote is approved'])
    await expect(page.getByRole('checkbox', { name: `${name}: By e-mail` })).not.toBeChecked();

  await openTab(page, 'Data');
  await page.getByRole('button', { name: 'Get a copy' }).click();
  await expect(page).toHaveURL(at('/data?notice=copy'));
  const link = await mailedTo(email, /(http\S+\/account\/data\/\S+)/);
  const started = page.waitForEvent('download');
  // Where they are signed in.
  const { pathname, search } = new URL(link);
  await page.goto(tenantUrl('globex', `${pathname}${search}`)).catch(() => undefined);
  const files = readZip(readFileSync(await (await started).path()));
  expect([...files.values()].join('\n')).toContain(`${words}, warm coffee`);

  // At another workspace they are nobody, whatever they are here.
  await page.goto(tenantUrl('acme', '/you'));
  await expect(page).toHaveURL(/\/(?:sign-in|join)\?/);

  await page.goto(at());
  await page.getByRole('link', { name: 'Leave Globex' }).click();
  await page.getByRole('button', { name: 'Leave Globex' }).click();
  await expect(page.getByRole('heading', { name: 'You have left Globex' })).toBeVisible();
  await page.goto(at('/notifications'));
  await expect(page).toHaveURL(/\/join\?back=/);
  await page.goto(at('/comments'));
  await page.getByRole('button', { name: 'Delete your comment' }).click();
  await page.getByRole('button', { name: 'Delete comment' }).click();
  await expect(page).toHaveURL(/\/you\/comments|\/join/);
  await page.goto(post);
  await expect(page.getByText(words)).toHaveCount(0);
  await page.context().close();
});
