import { type Browser, expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { mailedTo } from './mailbox.ts';
import { nameWorkspace } from './name-workspace.ts';
import { signUp } from './sign-in.ts';

/** The whole product once, by four people in four browsers: an owner, an admin, a guest and a stranger. */
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const { appUrl } = browserEnvironment();
let slug: string;
let owner: Page;
let admin: Page;
let guest: Page;
const emailOf = (person: string) => `${person}-${slug}@example.test`;
const names = { owner: 'Mira Holm', admin: 'Noor Vance', guest: 'Tove Lind' };

test.beforeAll(async ({ browser }, { project }) => {
  slug = `umbra-${project.name}-${Date.now().toString(36)}`;
  owner = await inOwnBrowser(browser);
  admin = await inOwnBrowser(browser);
  guest = await inOwnBrowser(browser);
});

test.afterAll(async () => {
  for (const page of [owner, admin, guest]) await page.context().close();
});

async function inOwnBrowser(browser: Browser): Promise<Page> {
  const { contextOptions, viewport, hasTouch, isMobile } = test.info().project.use;
  const context = await browser.newContext({
    ...contextOptions,
    viewport,
    hasTouch,
    isMobile,
    baseURL: appUrl,
  });
  return context.newPage();
}

test('a person signs up with a new e-mail address and is asked to name a workspace', async () => {
  await owner.goto('/sign-up');
  await signUp(owner, { name: names.owner, email: emailOf('owner') });
  await expect(owner.getByRole('heading', { name: 'Name your workspace' })).toBeVisible();
});

test('an address is checked while it is typed, and a reserved or taken one is explained', async () => {
  const address = owner.getByLabel('Address');
  const status = owner.getByRole('status').filter({ hasText: /./ });
  await owner.getByLabel('Name').fill('Umbra');
  await expect(address).toHaveValue('umbra');
  await address.fill('admin');
  await expect(status).toContainText('kept for the platform');
  await address.fill('acme');
  await expect(status).toContainText('Another workspace has this address');
  await expect(owner.getByRole('button', { name: /^acme-/ }).first()).toBeVisible();
  await address.fill('Umbra Island');
  await expect(status).toContainText('hyphens instead of spaces');
  await address.fill(slug);
  await expect(status).toContainText('This address is free');
});

test('creating the workspace leads through its set-up to its dashboard, on its own host, with a checklist', async () => {
  await owner.getByRole('button', { name: 'Create workspace' }).click();
  await expect(owner).toHaveURL(tenantUrl(slug, '/dashboard/setup'));
  await expect(owner.getByRole('heading', { name: 'Say what it is about' })).toBeVisible();
  for (const next of ['Invite your team', 'Choose a plan']) {
    await owner.getByRole('link', { name: 'Skip for now' }).click();
    await expect(owner.getByRole('heading', { name: next })).toBeVisible();
  }
  await owner.getByRole('link', { name: 'Stay on Free' }).click();
  await expect(owner.getByRole('heading', { name: 'Umbra is open' })).toBeVisible();
  await owner.getByRole('link', { name: 'Open the dashboard' }).click();
  await expect(owner.getByRole('heading', { level: 1 })).toHaveText(/^Good \w+, Mira$/);
  await expect(owner.getByRole('heading', { name: 'Set up Umbra' })).toBeVisible();
  await expect(owner.getByText('1 of 7')).toBeVisible();
});

test('the owner invites an admin by e-mail', async () => {
  await owner.getByRole('link', { name: 'Invite: Invite your team' }).click();
  await owner.getByLabel('E-mail addresses').fill(emailOf('admin'));
  await owner.getByLabel('Admin').check();
  await owner.getByRole('button', { name: 'Send invitations' }).click();
  await expect(owner.getByText('Invitation sent.')).toBeVisible();
  await expect(owner.getByRole('table').getByText(emailOf('admin'))).toBeVisible();
});

test('the invited person follows the mail, signs up and lands in the workspace', async () => {
  const link = await mailedTo(emailOf('admin'), /(https?:\/\/\S+\/invitation\?token=[\w.~%-]+)/);
  await admin.goto(link);
  await expect(admin.getByRole('heading', { name: 'Join Umbra' })).toBeVisible();
  await admin.getByRole('link', { name: 'Sign up and join' }).click();
  await signUp(admin, { name: names.admin, email: emailOf('admin') });
  await admin.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(admin).toHaveURL(tenantUrl(slug, '/dashboard'));
  await expect(admin.getByRole('heading', { level: 1 })).toContainText('Good');
});

test('an invitation works once', async () => {
  const link = await mailedTo(emailOf('admin'), /(https?:\/\/\S+\/invitation\?token=[\w.~%-]+)/);
  await admin.goto(link);
  await expect(admin.getByRole('heading', { name: 'You are on the team of Umbra' })).toBeVisible();
});

test('an admin sees the plan but cannot change it', async () => {
  await admin.goto(tenantUrl(slug, '/dashboard/billing'));
  await expect(admin.getByText('Only an owner can change the plan')).toBeVisible();
  await expect(admin.getByRole('button', { name: /trial|payment/i })).toHaveCount(0);
});

test('the owner starts the Pro trial without a card', async () => {
  await owner.goto(tenantUrl(slug, '/dashboard/billing'));
  await owner.getByRole('button', { name: 'Start the Pro trial' }).click();
  await expect(owner.getByText('Your Pro trial has started.')).toBeVisible();
  await expect(owner.getByText(/You are trying Pro until/)).toBeVisible();
});

test('the owner pays on the hosted page, and the workspace is on Pro', async () => {
  await owner.getByRole('button', { name: 'Go to payment' }).click();
  await payWithCard(owner, '4242 4242 4242 4242');
  await expect(owner).toHaveURL(/\/dashboard\/billing/);
  await expect(owner.getByText('Thank you. You are on Pro.')).toBeVisible();
  await expect(owner.getByRole('main').getByText('Active')).toBeVisible();
  await expect(owner.getByText(/ending in 4242/)).toBeVisible();
});

async function payWithCard(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel(/Expir/).fill('12 / 34');
  await page.getByLabel(/CVC|Security code/).fill('123');
  const name = page.getByLabel(/Name on card|Cardholder name/);
  if (await name.count()) await name.fill('Owner of Umbra');
  await page.getByRole('button', { name: /^(Pay|Subscribe|Start)/ }).click();
}

test('a cancellation in the hosted portal is shown as soon as its webhook has come', async () => {
  await owner.getByRole('button', { name: 'Manage in the portal' }).click();
  await owner.getByRole('link', { name: /Cancel/ }).click();
  await owner.getByRole('button', { name: /Cancel/ }).click();
  await expect(async () => {
    await owner.goto(tenantUrl(slug, '/dashboard/billing'));
    await expect(owner.getByText(/Pro ends on/)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
});

test('the audit log says who did what, and what Stripe reported', async () => {
  await expect(async () => {
    await owner.goto(tenantUrl(slug, '/dashboard/audit'));
    const log = owner.getByRole('table');
    for (const action of [
      'workspace.created',
      'member.invited',
      'invitation.accepted',
      'billing.trial_started',
      'billing.checkout_started',
      'billing.payment_method_changed',
      'billing.cancellation_changed',
    ]) {
      await expect(log.getByText(action, { exact: true }).first()).toBeVisible({ timeout: 1_000 });
    }
  }).toPass({ timeout: 30_000 });
  await expect(owner.getByRole('table')).toContainText(emailOf('admin'));
  await expect(owner.getByRole('table')).toContainText('Stripe');
});

test('a stranger reads the public site and joins it as a guest', async () => {
  await guest.goto(tenantUrl(slug));
  await expect(guest.getByRole('heading', { level: 1, name: 'Umbra' })).toBeVisible();
  await guest.getByRole('link', { name: 'Welcome to Umbra' }).click();
  await expect(guest.getByRole('heading', { level: 1, name: 'Welcome to Umbra' })).toBeVisible();
  await guest.getByRole('link', { name: 'Join Umbra' }).click();
  await signUp(guest, { name: names.guest, email: emailOf('guest') });
  await guest.getByRole('button', { name: 'Join Umbra' }).click();
  await expect(guest).toHaveURL(tenantUrl(slug, '/posts/welcome'));
});

test('a guest cannot open the dashboard: there is nothing there', async () => {
  const onHost = await guest.goto(tenantUrl(slug, '/dashboard'));
  expect(onHost?.status()).toBe(404);
  const unknown = await guest.goto(tenantUrl(slug, '/dashboard/nothing-of-the-kind'));
  expect(unknown?.status()).toBe(404);
});

test('the team sees the guest among the people', async () => {
  await admin.goto(tenantUrl(slug, '/dashboard/members/guests'));
  await expect(admin.getByRole('table')).toContainText(names.guest);
  await expect(admin.getByRole('table')).toContainText(emailOf('guest'));
});

test('everything also works below the path of the root host', async () => {
  await owner.goto(`/w/${slug}`);
  await expect(owner.getByRole('heading', { level: 1, name: 'Umbra' })).toBeVisible();
  await owner.getByRole('link', { name: 'Dashboard' }).click();
  await expect(owner).toHaveURL(`/w/${slug}/dashboard`);
  await expect(owner.getByRole('heading', { level: 1 })).toContainText('Good');
  for (const page of ['posts', 'members', 'members/invitations', 'billing', 'audit', 'settings']) {
    const response = await owner.goto(`/w/${slug}/dashboard/${page}`);
    expect(response?.status(), page).toBe(200);
  }
  await owner.getByLabel('Tagline').fill('Where the light falls');
  await owner.getByRole('button', { name: 'Save settings' }).click();
  await expect(owner.getByText('Saved.')).toBeVisible();
  await expect(owner).toHaveURL(new RegExp(`/w/${slug}/dashboard/settings`));
  const asGuest = await guest.goto(`${appUrl}/w/${slug}/dashboard`);
  expect(asGuest?.url()).toContain('/sign-in');
});

test('the switcher of a second workspace leads back to the first', async () => {
  await owner.goto('/workspaces/new');
  await nameWorkspace(owner, 'Penumbra', `${slug}-too`);
  await owner.getByRole('button', { name: 'Create workspace' }).click();
  await expect(owner).toHaveURL(tenantUrl(`${slug}-too`, '/dashboard/setup'));
  await owner.getByRole('link', { name: 'Finish later' }).click();
  await owner.getByRole('button', { name: /Switch workspace/ }).click();
  await owner.getByRole('link', { name: 'Umbra Owner' }).click();
  await expect(owner).toHaveURL(tenantUrl(slug, '/dashboard'));
});
