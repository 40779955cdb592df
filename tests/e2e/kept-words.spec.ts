import { type Browser, expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { password, signIn } from './sign-in.ts';

const unique = Date.now().toString(36);

async function guest(
  browser: Browser,
  slug: string,
  email: string,
  javaScriptEnabled: boolean,
): Promise<Page> {
  const { appUrl } = browserEnvironment();
  const scripted = await browser.newContext({ baseURL: appUrl });
  await signIn(await scripted.newPage(), tenantUrl(slug, '/sign-in'), email);
  const storageState = await scripted.storageState();
  await scripted.close();
  return (await browser.newContext({ baseURL: appUrl, storageState, javaScriptEnabled })).newPage();
}

test('what is typed outlives a lost connection and an ended session', async ({ browser }) => {
  const page = await guest(browser, 'globex', 'nadia@rooftops.test', true);
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
  await context.clearCookies();
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
  const page = await guest(browser, 'acme', 'joan@acme.test', false);
  const context = page.context();
  await page.goto(tenantUrl('acme', '/posts/the-flood-of-the-fourteenth'));
  await page
    .getByRole('link', { name: /^Reply to/ })
    .first()
    .click();
  const words = `Answer ${unique}`;
  await page.getByLabel(/^Your reply to/).fill(words);
  const session = await context.cookies();
  await context.clearCookies();
  await page.getByRole('button', { name: 'Post reply' }).click();
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toHaveValue(words);
  await context.addCookies(session);
  await page.getByRole('button', { name: 'Post comment' }).click();
  await expect(page.locator('ol ol').getByText(words)).toBeVisible();
  await context.close();
});

test('an author who was signed out finds the post in its form after signing in', async ({ page }) => {
  const words = `A whole afternoon ${unique}`;
  await signIn(page, tenantUrl('acme', '/dashboard/posts/new'), 'alan@acme.test');
  await page.getByLabel('Title').fill(words);
  await page.getByLabel('Text', { exact: true }).fill(`${words}, and an evening.`);
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save as draft' }).click();
  await page.getByLabel('E-mail address').fill('alan@acme.test');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByLabel('Title')).toHaveValue(words);
  await expect(page.getByLabel('Text', { exact: true })).toHaveValue(`${words}, and an evening.`);
  await page.getByRole('button', { name: 'Save as draft' }).click();
  await expect(page.getByText('Saved as a draft.')).toBeVisible();
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
