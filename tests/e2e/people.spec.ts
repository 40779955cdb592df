import { type Browser, expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { mailedTo } from './mailbox.ts';
import { nameWorkspace } from './name-workspace.ts';
import { signIn, signUp } from './sign-in.ts';

/** A workspace of its own, so that the seeded people keep their places. */
const unique = Date.now().toString(36);
const slug = `crew-${unique}`;
const emailOf = (name: string) => `${name}-${unique}@crew.test`;
const members = tenantUrl(slug, '/dashboard/members');

async function newPage(browser: Browser, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const { appUrl } = browserEnvironment();
  return (await browser.newContext({ baseURL: appUrl, ...options })).newPage();
}

/** The same person in a browser that runs no script. */
async function withoutJavaScript(browser: Browser, page: Page): Promise<Page> {
  const { appUrl } = browserEnvironment();
  // A fresh session token, which without a script nobody renews.
  await page.goto(tenantUrl(slug));
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ baseURL: appUrl, storageState, javaScriptEnabled: false });
  return context.newPage();
}

test.describe.configure({ mode: 'serial' });

let owner: Page;
let editor: Page;
let guest: Page;

test.beforeAll(async ({ browser }) => {
  [owner, editor, guest] = [await newPage(browser), await newPage(browser), await newPage(browser)];
});

test.afterAll(async () => {
  for (const page of [owner, editor, guest]) await page.context().close();
});

test('a workspace has a team of two and a guest', async () => {
  await owner.goto('/sign-up');
  await signUp(owner, { name: 'Mira Holm', email: emailOf('mira') });
  await nameWorkspace(owner, 'Crew', slug);
  await owner.getByRole('button', { name: 'Create workspace' }).click();
  await expect(owner).toHaveURL(tenantUrl(slug, '/dashboard/setup'));
  await owner.goto(tenantUrl(slug, '/dashboard/members/invite'));
  await owner.getByLabel('E-mail addresses').fill(emailOf('edda'));
  await owner.getByRole('button', { name: /^Send invitations?$/ }).click();
  const link = await mailedTo(emailOf('edda'), /(https?:\/\/\S+\/invitation\?token=[\w.~%-]+)/);
  await editor.goto(link);
  await editor.getByRole('link', { name: 'Sign up and join' }).click();
  await signUp(editor, { name: 'Edda Berg', email: emailOf('edda') });
  await editor.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(editor).toHaveURL(tenantUrl(slug, '/dashboard'));
  await guest.goto(tenantUrl(slug));
  await guest.getByRole('banner').getByRole('link', { name: 'Join' }).click();
  await signUp(guest, { name: 'Gil Moe', email: emailOf('gil') });
  await guest.getByRole('button', { name: 'Join Crew' }).click();
  await expect(guest).toHaveURL(tenantUrl(slug));
});

test('a role is composed, refused without a name of its own, and given to a person', async () => {
  await owner.goto(members);
  await owner.getByRole('link', { name: 'Roles' }).click();
  await owner.getByRole('link', { name: 'Compose a role' }).first().click();
  await owner.getByLabel('Name').fill('Admin');
  await owner.getByLabel('Read and download the audit log').check();
  await owner.getByRole('button', { name: 'Compose role' }).click();
  await expect(owner.getByText('Every workspace has a role of this name.')).toBeVisible();
  await expect(owner.getByLabel('Read and download the audit log')).toBeChecked();
  await owner.getByLabel('Name').fill('Auditor');
  await owner.getByRole('button', { name: 'Compose role' }).click();
  await expect(owner.getByText('Role composed.')).toBeVisible();
  await expect(owner.getByRole('table')).toContainText('Auditor');

  await owner.goto(members);
  await owner.getByLabel('Name or e-mail').fill('edda');
  await owner.getByRole('button', { name: 'Filter' }).click();
  await owner.getByRole('link', { name: 'Edda Berg', exact: true }).click();
  await owner.getByLabel('Auditor').check();
  await owner.getByRole('button', { name: 'Change role' }).click();
  await expect(owner.getByText('Role changed.')).toBeVisible();
  await expect(owner.getByRole('main').getByText('Auditor').first()).toBeVisible();
});

test('it holds from the person’s next click on', async () => {
  await editor.goto(tenantUrl(slug, '/dashboard/audit'));
  await expect(editor.getByRole('heading', { level: 1 })).toHaveText('Audit log');
  const posts = await editor.goto(tenantUrl(slug, '/dashboard/posts'));
  expect(posts?.status()).toBe(403);
});

test('a guest is blocked without a script, told so on the site, and unblocked', async ({ browser }) => {
  const page = await withoutJavaScript(browser, owner);
  await page.goto(members);
  await page.getByRole('link', { name: 'Guests' }).click();
  await page.getByRole('button', { name: 'Block Gil Moe' }).click();
  await expect(page.getByText('Blocked.', { exact: true })).toBeVisible();
  await guest.goto(tenantUrl(slug));
  await expect(guest.getByText('You are blocked at Crew.')).toBeVisible();
  await guest.goto(tenantUrl(slug, '/join'));
  await expect(guest.getByRole('heading', { name: 'You cannot join Crew' })).toBeVisible();
  await page.getByRole('button', { name: 'Unblock Gil Moe' }).click();
  await guest.goto(tenantUrl(slug));
  await expect(guest.getByRole('heading', { name: 'You are a guest here' })).toBeVisible();
});

test('a guest leaves the site', async () => {
  await guest.getByRole('link', { name: 'Leave Crew' }).click();
  await guest.getByRole('button', { name: 'Leave Crew' }).click();
  await expect(guest.getByRole('heading', { name: 'You have left Crew' })).toBeVisible();
});

test('ownership is offered, reviewed from the mail without a script, and taken over', async ({ browser }) => {
  await owner.goto(members);
  await owner.getByRole('link', { name: 'Edda Berg', exact: true }).click();
  await owner.getByRole('button', { name: 'Offer ownership' }).click();
  await owner.getByRole('button', { name: 'Send the offer' }).click();
  await expect(owner.getByRole('heading', { name: 'Waiting for Edda Berg' })).toBeVisible();
  const link = await mailedTo(emailOf('edda'), /(https?:\/\/\S+\/members\/transfer\?id=[\w-]+)/);
  const page = await withoutJavaScript(browser, editor);
  await page.goto(tenantUrl(slug, '/dashboard'));
  await expect(page.getByText('You are offered the ownership of Crew.')).toBeVisible();
  await page.goto(link);
  await page.getByRole('button', { name: 'Become an owner' }).click();
  await expect(page.getByRole('heading', { name: 'You are an owner of Crew' })).toBeVisible();
  await owner.reload();
  await expect(owner.getByRole('heading', { name: 'Edda Berg has accepted' })).toBeVisible();
});

test('a person is removed, and their dashboard is gone', async () => {
  await editor.goto(members);
  await editor.getByRole('link', { name: 'Mira Holm', exact: true }).click();
  await editor.getByRole('button', { name: 'Remove Mira Holm' }).click();
  await editor.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(editor.getByText('Removed.')).toBeVisible();
  const dashboard = await owner.goto(tenantUrl(slug, '/dashboard'));
  expect(dashboard?.status()).toBe(404);
});

test('the only owner is told how to leave', async () => {
  await editor.goto(tenantUrl(slug, '/leave'));
  await editor.getByRole('button', { name: 'Leave Crew' }).click();
  await expect(editor.getByText('this is the only one')).toBeVisible();
});

test('the seeded team shows a role of its own', async ({ page }) => {
  await signIn(page, tenantUrl('acme', '/dashboard/members/roles'), 'ada@acme.test');
  await expect(page.getByRole('heading', { name: 'Your own roles' })).toBeVisible();
});
