import { expect, type Locator } from 'playwright/test';
import { tenantUrl } from '../support/browser-environment.ts';
import { ownWorkspace, postForm, product, request, signUp } from '../support/product.ts';
import { test } from './browser-test.ts';
import { mailedTo } from './mailbox.ts';

test.use({ javaScriptEnabled: false });

const tooLong = `It goes on. ${'and on '.repeat(900)}`.trim();

/** As somebody does whose browser does not count. */
async function fillTooMuch(field: Locator): Promise<void> {
  await field.evaluate((one) => one.removeAttribute('maxlength'));
  await field.fill(tooLong);
}

test('without JavaScript, every form of a site says what happened, keeps what it refuses, and leads on', async ({
  page,
}) => {
  const { slug, owner } = await ownWorkspace({}, { firstName: 'Runa', lastName: 'Vik' });
  const host = product().hostOf(slug);
  const cookie = await owner.cookie();
  const send = (path: string, fields: Record<string, string>) => postForm(host, path, { fields, cookie });
  await send('/dashboard/comments?_action=comments.setPolicy', { policy: 'open' });
  const welcome = await request(host, '/posts/welcome', { headers: { cookie } });
  const postId = /name="postId" value="([^"]+)"/.exec(welcome.body)?.[1] ?? '';
  await send('/posts/welcome?_action=comments.create', { postId, body: 'Ask anything.' });
  const guest = await signUp();
  const pairs = (await guest.cookie()).split('; ').map((pair) => pair.split('='));
  await page
    .context()
    .addCookies(
      pairs.map(([name = '', ...value]) => ({ name, value: value.join('='), url: tenantUrl(slug) })),
    );

  await page.goto(tenantUrl(slug, '/join'));
  await page.getByRole('button', { name: /^Join/ }).click();
  await expect(page).toHaveURL(tenantUrl(slug));

  await page.goto(tenantUrl(slug, '/posts/welcome'));
  const comment = page.getByRole('textbox', { name: 'Your comment' });
  await fillTooMuch(comment);
  await page.getByRole('button', { name: 'Post comment' }).click();
  await expect(page.getByText(/at most 4,000 characters/).first()).toBeVisible();
  await expect(comment).toHaveValue(tooLong);
  await expect(comment).toBeFocused();
  await comment.fill('Is there a boat?');
  await page.getByRole('button', { name: 'Post comment' }).click();
  await expect(page.getByText('Posted. Everybody can read it now.')).toBeVisible();
  await expect(page.locator(':focus')).toContainText('Is there a boat?');

  await page.getByRole('link', { name: 'Edit your comment' }).first().click();
  const change = page.getByLabel('Change your comment');
  await expect(change).toBeFocused();
  await fillTooMuch(change);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(change).toHaveValue(tooLong);
  await change.fill('Is there a ferry?');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator(':focus')).toContainText('Is there a ferry?');

  await page.getByRole('link', { name: 'Reply to Runa Vik' }).click();
  const reply = page.getByLabel('Your reply to Runa Vik');
  await expect(reply).toBeFocused();
  await fillTooMuch(reply);
  await page.getByRole('button', { name: 'Post reply' }).click();
  await expect(reply).toHaveValue(tooLong);
  await reply.fill('I will.');
  await page.getByRole('button', { name: 'Post reply' }).click();
  await expect(page.locator(':focus')).toContainText('I will.');

  await page.getByRole('link', { name: 'Report the comment of Runa Vik' }).click();
  await page.getByLabel('What is wrong with it?').selectOption('unkind');
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await expect(page.locator(':focus')).toContainText('will look at it');

  const reactions = page.getByRole('region', { name: 'Likes and ratings' });
  const like = reactions.getByRole('button', { name: /^Like:/ });
  await like.click();
  await expect(reactions).toBeFocused();
  await expect(reactions).toContainText('Thank you. Your like counts.');
  await like.click();
  await expect(like).toHaveAttribute('aria-pressed', 'false');
  await reactions.getByRole('button', { name: '3 stars' }).click();
  await expect(reactions).toBeFocused();
  await expect(reactions.getByRole('button', { name: '3 stars' })).toHaveAttribute('aria-pressed', 'true');

  await page.goto(tenantUrl(slug, '/guestbook/sign'));
  const entry = page.getByLabel('Your entry');
  await fillTooMuch(entry);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(entry).toHaveValue(tooLong);
  await expect(entry).toBeFocused();
  await entry.fill('We came by boat.');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.locator(':focus')).toContainText('We came by boat.');

  const reader = `${slug}@example.test`;
  await page.goto(tenantUrl(slug, '/newsletter'));
  const opened = Date.now();
  const email = page.getByLabel('Your e-mail address');
  await email.fill('nadia@nowhere');
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await expect(email).toHaveValue('nadia@nowhere');
  await expect(email).toBeFocused();
  await email.fill(reader);
  // Nobody types faster than this: what comes back earlier is taken for a program's.
  await expect.poll(() => Date.now() - opened, { timeout: 10_000 }).toBeGreaterThan(3_500);
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await expect(page.getByText('Look into your mailbox.')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Back to/ })).toBeFocused();
  await page.goto(await mailedTo(reader, /(http\S+\/newsletter\/confirm\S+)/));
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await expect(page.getByRole('heading', { name: 'You are subscribed' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Back to/ })).toBeFocused();
  await send('/dashboard/newsletter/issues?_action=newsletter.send', { postId });
  await page.goto(await mailedTo(reader, /Unsubscribe: (http\S+)/));
  await page.getByRole('button', { name: 'Unsubscribe' }).click();
  await expect(page.getByRole('heading', { name: 'You are unsubscribed' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link')).toBeFocused();

  await page.goto(tenantUrl(slug, '/contact'));
  const shown = Date.now();
  await page.getByLabel('Your name').fill('Nadia Haddad');
  await page.getByLabel('Your e-mail address').fill('nadia@nowhere');
  await page.getByLabel('What it is about').fill('The ferry');
  await page.getByLabel('Your message').fill('When does it leave?');
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(page.getByLabel('Your e-mail address')).toBeFocused();
  await expect(page.getByLabel('Your message')).toHaveValue('When does it leave?');
  await page.getByLabel('Your e-mail address').fill(reader);
  await expect.poll(() => Date.now() - shown, { timeout: 10_000 }).toBeGreaterThan(3_500);
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(page.getByText('Your message is there.')).toBeVisible();
  await expect(page.locator('a:focus')).toBeVisible();

  await page.goto(tenantUrl(slug, '/posts/welcome'));
  await page.getByRole('button', { name: 'Delete your comment' }).first().click();
  await page.getByRole('button', { name: 'Delete comment' }).click();
  await expect(page.getByText('Deleted.', { exact: true })).toBeVisible();

  await page.goto(tenantUrl(slug, '/leave'));
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Leave/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/left/);
});
