import { type BrowserContext, expect } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { password, signedInPage, signIn } from './sign-in.ts';

const unique = Date.now().toString(36);

/** What a browser is left with when a session is over. Clerk's script would bring it back with what it is waiting for. */
async function endSession(context: BrowserContext): Promise<void> {
  await context.route('**/__clerk/**', (route) => route.abort());
  await expect(async () => {
    await context.clearCookies();
    expect(await context.cookies()).toEqual([]);
  }).toPass();
}

test('what is typed outlives a lost connection and an ended session', async ({ browser }) => {
  const page = await signedInPage(browser, tenantUrl('globex', '/sign-in'), 'nadia@rooftops.test', {});
  const context = page.context();
  const words = `Tunnel ${unique} https://a.example https://b.example https://c.example`;
  await page.goto(tenantUrl('globex', '/posts/one-summer-of-rooftops'));
  const field = page.getByRole('textbox', { name: 'Your comment' });
  await field.fill(words);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Post comment' }).click();
  await expect(page.getByRole('alert')).toHaveText(/Check your connection/);
  await expect(field).toHaveValue(words);

  await context.setOffline(false);
  const session = await context.cookies();
  await endSession(context);
  await page.getByRole('button', { name: 'Post comment' }).click();
  await expect(page.getByText('Not posted yet.')).toBeVisible();
  await expect(field).toHaveValue(words);
  await expect(field).toBeFocused();
  await expect(page.getByRole('link', { name: 'Sign in to comment' })).toHaveAttribute('target', '_blank');
  await context.addCookies(session);
  await page.getByRole('button', { name: 'Post comment' }).click();
  await expect(page.locator(':focus')).toContainText(words);

  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Delete your comment' }).first().click();
  await other.getByRole('button', { name: 'Delete comment' }).click();
  await expect(other.getByText('Deleted.', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Edit your comment' }).first().click();
  await expect(page.getByText('This comment is not there any more.')).toBeInViewport();
  await context.close();
});

test('without JavaScript, a reply outlives an ended session', async ({ browser }) => {
  const page = await signedInPage(browser, tenantUrl('acme', '/sign-in'), 'joan@acme.test', {
    javaScriptEnabled: false,
  });
  const context = page.context();
  await page.goto(tenantUrl('acme', '/posts/the-flood-of-the-fourteenth'));
  await page
    .getByRole('link', { name: /^Reply to/ })
    .first()
    .click();
  const words = `Answer ${unique}`;
  await page.getByLabel(/^Your reply to/).fill(words);
  const session = await context.cookies();
  await endSession(context);
  await page.getByRole('button', { name: 'Post reply' }).click();
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toHaveValue(words);
  await context.addCookies(session);
  await page.getByRole('button', { name: 'Post comment' }).click();
  await expect(page.locator('ol ol').getByText(words)).toBeVisible();
  await context.close();
});

test('an author who was signed out finds the post in its form after signing in, and nobody else does', async ({
  page,
}) => {
  const words = `A whole afternoon ${unique}`;
  const text = page.getByLabel('Text', { exact: true });
  await signIn(page, tenantUrl('acme', '/dashboard/posts/new'), 'alan@acme.test');
  for (const [next, expected] of [
    ['alan@acme.test', words],
    ['grace@acme.test', ''],
  ] as const) {
    await page.getByLabel('Title').fill(words);
    await text.fill(words);
    await endSession(page.context());
    await page.context().unroute('**/__clerk/**');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByLabel('E-mail address').fill(next);
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await expect(page.getByLabel('Title')).toHaveValue(expected);
    await expect(text).toHaveValue(expected);
  }
});

test('prices by the year stay so in another currency, and a team too large is brought back', async ({
  page,
}) => {
  await page.goto('/pricing');
  await page.getByText('Yearly', { exact: true }).click();
  await page.getByRole('link', { name: 'EUR' }).click();
  await expect(page).toHaveURL(/\/pricing\/eur#yearly$/);
  await expect(page.getByRole('radio', { name: 'Yearly' })).toBeChecked();
  const people = page.getByRole('spinbutton', { name: 'People on the team' });
  await people.fill('99999');
  await people.blur();
  await expect(people).toHaveValue('500');
});

test('a message to whoever runs the site is led to what is wrong with it', async ({ browser }) => {
  const { appUrl } = browserEnvironment();
  const context = await browser.newContext({ baseURL: appUrl, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/contact');
  await page.getByLabel('Your name').fill('Nadia Haddad');
  await page.getByLabel('Your e-mail address').fill('nadia@nowhere');
  await page.getByLabel('Your message').fill('What would it cost for three teams?');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByLabel('Your e-mail address')).toBeFocused();
  await expect(page.getByLabel('Your message')).toHaveValue('What would it cost for three teams?');
  await context.close();
});
