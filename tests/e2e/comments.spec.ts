import { expect, type Page } from 'playwright/test';
import { tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { signedInPage } from './sign-in.ts';

const unique = Date.now().toString(36);
const post = tenantUrl('globex', '/posts/one-summer-of-rooftops');
const queue = tenantUrl('globex', '/dashboard/comments');

const of = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text }).last();

for (const [how, javaScriptEnabled] of [
  ['with JavaScript', true],
  ['without JavaScript', false],
] as const) {
  test(`a guest comments, waits, is approved, answered, changed and deleted, ${how}`, async ({
    browser,
    page,
  }) => {
    const words = `Rooftop ${unique} ${javaScriptEnabled ? 'js' : 'plain'}`;
    const reply = `Answer to ${words}`;
    await page.goto(post);
    await expect(page.getByRole('link', { name: 'Sign in to comment' })).toBeVisible();
    const nadia = await signedInPage(browser, tenantUrl('globex', '/sign-in'), 'nadia@rooftops.test', {
      javaScriptEnabled,
    });
    const linus = await signedInPage(browser, queue, 'linus@globex.test', { javaScriptEnabled });

    await nadia.goto(post);
    await nadia
      .getByRole('textbox', { name: 'Your comment' })
      .fill(`${words} https://a.example https://b.example https://c.example`);
    await nadia.getByRole('button', { name: 'Post comment' }).click();
    await expect(nadia).toHaveURL(/#comment-/);
    await expect(of(nadia, words)).toContainText('Waits for approval');
    await page.reload();
    await expect(page.getByText(words)).toHaveCount(0);

    await linus.goto(queue);
    await of(linus, words).getByRole('button', { name: 'Approve the comment of Nadia Haddad' }).click();
    await expect(linus.getByText('Approved.', { exact: true })).toBeVisible();
    await expect(async () => {
      await page.goto(post);
      await expect(page.getByText(words)).toBeVisible({ timeout: 1_000 });
    }).toPass();

    await linus.goto(post);
    await of(linus, words).getByRole('link', { name: 'Reply to Nadia Haddad' }).click();
    await linus.getByLabel('Your reply to Nadia Haddad').fill(reply);
    await linus.getByRole('button', { name: 'Post reply' }).click();
    await expect(linus.getByText('Posted. Everybody can read it now.')).toBeVisible();

    await nadia.goto(post);
    await of(nadia, reply).getByRole('link', { name: 'Report the comment of Linus Haavisto' }).click();
    await nadia.getByLabel('What is wrong with it?').selectOption('other');
    await nadia.getByRole('button', { name: 'Report', exact: true }).click();
    await expect(nadia.getByText('Globex will look at it.')).toBeVisible();
    await nadia
      .locator('li', { hasText: words })
      .getByRole('link', { name: 'Edit your comment' })
      .first()
      .click();
    await nadia.getByLabel('Change your comment').fill(`${words}, shorter.`);
    await nadia.getByRole('button', { name: 'Save' }).click();
    await expect(nadia.getByText(`${words}, shorter.`)).toBeVisible();
    await nadia
      .locator('li', { hasText: words })
      .getByRole('button', { name: 'Delete your comment' })
      .first()
      .click();
    await nadia.getByRole('button', { name: 'Delete comment' }).click();
    await expect(nadia.getByText('Deleted.', { exact: true })).toBeVisible();
    await expect(nadia.locator('li', { hasText: reply }).first()).toContainText('removed by its author');

    await linus.goto(`${queue}?state=visible`);
    await expect(of(linus, reply)).toContainText('1 report');
    await linus
      .getByLabel(/^Choose the comment of Linus Haavisto/)
      .first()
      .check();
    await linus.getByRole('button', { name: 'Remove the chosen comments' }).click();
    await expect(linus.getByText('Removed.', { exact: true })).toBeVisible();
    await linus.getByRole('link', { name: 'Removed', exact: true }).click();
    await expect(linus.getByRole('main')).toContainText(reply);
  });
}

test('the policy is chosen where comments are moderated', async ({ browser }) => {
  const linus = await signedInPage(browser, queue, 'linus@globex.test', { javaScriptEnabled: false });
  await linus.goto(queue);
  await linus.getByLabel('First comments wait').check();
  await linus.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(linus.getByText('It holds from the next comment on.')).toBeVisible();
});
