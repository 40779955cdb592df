import { type Browser, expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { nameWorkspace } from './name-workspace.ts';
import { signUp } from './sign-in.ts';

/** Who may join a workspace by themselves: its owner decides, its site shows it, and its server holds it. */
test.describe.configure({ mode: 'serial' });

const slug = `joining-${Date.now().toString(36)}`;
const domain = `${slug}.test`;
let owner: Page;

async function ownBrowser(browser: Browser, javaScriptEnabled = true): Promise<Page> {
  const { appUrl } = browserEnvironment();
  return (await browser.newContext({ baseURL: appUrl, javaScriptEnabled })).newPage();
}

async function choose(policy: string): Promise<void> {
  await owner.goto(tenantUrl(slug, '/dashboard/settings/joining'));
  await owner.getByRole('radio', { name: new RegExp(`^${policy}`) }).check();
}

async function save(): Promise<void> {
  await owner.getByRole('button', { name: 'Save', exact: true }).click();
}

test.beforeAll(async ({ browser }) => {
  owner = await ownBrowser(browser);
  await owner.goto('/sign-up');
  await signUp(owner, { name: 'Runa Vik', email: `runa@${domain}` });
  await nameWorkspace(owner, 'Joining', slug);
  await owner.getByRole('button', { name: 'Create workspace' }).click();
  await expect(owner).toHaveURL(new RegExp(`//${slug}\\.`));
});

test.afterAll(() => owner.context().close());

test('at first the site offers anyone to join as a guest', async ({ browser }) => {
  const visitor = await ownBrowser(browser, false);
  await visitor.goto(tenantUrl(slug));
  await expect(visitor.getByRole('heading', { name: 'Be known here' })).toBeVisible();
});

test('a domain that is not the team’s is refused, with what was typed kept', async () => {
  await choose('People at your domains, as members');
  await owner.getByLabel('Domains of your team').fill(`${domain}\ngmail.com`);
  await save();
  await expect(owner.getByText('Anybody can have an address at gmail.com').first()).toBeVisible();
  await expect(owner.getByLabel('Domains of your team')).toHaveValue(`${domain}\ngmail.com`);
  await expect(owner.getByLabel('People at your domains, as members')).toBeChecked();
  await owner.getByLabel('Domains of your team').fill(domain);
  await save();
  await expect(owner.getByText('Saved.')).toBeVisible();
});

test('a colleague joins the team by themselves; anybody else is told whose address they need', async ({
  browser,
}) => {
  const colleague = await ownBrowser(browser);
  await colleague.goto(tenantUrl(slug));
  await expect(colleague.getByRole('heading', { name: 'Are you one of us?' })).toBeVisible();
  await colleague.getByRole('link', { name: 'Join Joining' }).click();
  await signUp(colleague, { name: 'Tor Vik', email: `tor@${domain}` });
  await colleague.getByRole('button', { name: 'Join the team' }).click();
  await expect(colleague).toHaveURL(tenantUrl(slug, '/dashboard'));
  await owner.goto(tenantUrl(slug, '/dashboard/members'));
  await expect(owner.getByRole('table')).toContainText(`tor@${domain}`);

  const stranger = await ownBrowser(browser);
  await stranger.goto(tenantUrl(slug, '/join'));
  await signUp(stranger, { name: 'Una Moe', email: `una-${slug}@example.test` });
  await expect(stranger.getByRole('heading', { name: 'Use your address at Joining' })).toBeVisible();
  await expect(stranger.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('by invitation, the site has no way in, and the page that was one says what to do', async ({
  browser,
}) => {
  await choose('Nobody');
  await save();
  await expect(owner.getByText('Saved.')).toBeVisible();
  const visitor = await ownBrowser(browser);
  await visitor.goto(tenantUrl(slug));
  await expect(visitor.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await expect(visitor.getByRole('link', { name: /^Join( Joining)?$/ })).toHaveCount(0);
  await visitor.goto(tenantUrl(slug, '/join'));
  await signUp(visitor, { name: 'Vera Nes', email: `vera-${slug}@example.test` });
  await expect(visitor.getByRole('heading', { name: 'Joining is by invitation' })).toBeVisible();
  // Only browsers know where a name below localhost is.
  const status = await visitor.evaluate(async () => {
    const body = new URLSearchParams();
    return (await fetch('/join?_action=members.joinAsGuest', { method: 'POST', body })).status;
  });
  expect(status).toBe(403);
});
