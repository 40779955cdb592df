import { expect, type Page } from 'playwright/test';
import { idOf } from '../../prisma/seed/ids.ts';
import { tenantUrl } from '../support/browser-environment.ts';
import { accessibilityFaults, colourRules } from './accessibility-faults.ts';
import { test } from './browser-test.ts';
import { signIn } from './sign-in.ts';

const publicScreens = {
  home: '/',
  pricing: '/pricing',
  'sign-in': '/sign-in',
  'sign-up': '/sign-up',
  'not found': '/nothing',
  "a tenant's home": tenantUrl('acme'),
  "a tenant's sign-in": tenantUrl('acme', '/sign-in'),
  'a guestbook': tenantUrl('acme', '/guestbook'),
  'a contact page': tenantUrl('acme', '/contact'),
  'a home in Arabic': tenantUrl('manara'),
  'a post in Arabic, with its comments': tenantUrl('manara', '/posts/layla-fi-al-manara'),
  'a guestbook in Arabic': tenantUrl('manara', '/guestbook'),
  'a form in Arabic': tenantUrl('manara', '/contact'),
  'signing in, in Arabic': tenantUrl('manara', '/sign-in'),
  'not found, in Arabic': tenantUrl('manara', '/nothing'),
  'an invitation link that does not work': tenantUrl('acme', '/invitation?token=none'),
};

/** Pages about the product: one of each kind. */
const sitePages = {
  features: '/features',
  security: '/security',
  contact: '/contact',
  docs: '/docs',
  'a page of the docs': '/docs/develop/deploy',
  blog: '/blog',
  'a post of the blog': '/blog/a-webhook-is-a-doorbell',
  changelog: '/changelog',
  privacy: '/legal/privacy',
};

const personScreens = {
  workspaces: '/workspaces',
  'a new workspace': '/workspaces/new',
  profile: '/account',
  'your data': '/account/data',
};

const teamScreens = {
  overview: tenantUrl('acme', '/dashboard'),
  members: tenantUrl('acme', '/dashboard/members'),
  'no member found': tenantUrl('acme', '/dashboard/members?search=nobody-of-this-name'),
  guests: tenantUrl('acme', '/dashboard/members/guests'),
  roles: tenantUrl('acme', '/dashboard/members/roles'),
  'a new role': tenantUrl('acme', '/dashboard/members/roles/new'),
  'handing over ownership': tenantUrl('acme', '/dashboard/members/transfer'),
  leaving: tenantUrl('acme', '/leave'),
  invitations: tenantUrl('acme', '/dashboard/members/invitations'),
  invite: tenantUrl('acme', '/dashboard/members/invite'),
  posts: tenantUrl('acme', '/dashboard/posts'),
  'a new post': tenantUrl('acme', '/dashboard/posts/new'),
  'a draft': tenantUrl('acme', `/dashboard/posts/${idOf('post:acme:notes-on-a-quieter-float')}`),
  'how a draft will look': tenantUrl(
    'acme',
    `/dashboard/posts/${idOf('post:acme:notes-on-a-quieter-float')}/preview`,
  ),
  'a post for members': tenantUrl('acme', '/posts/what-we-will-stop-making'),
  comments: tenantUrl('acme', '/dashboard/comments'),
  'removed comments': tenantUrl('acme', '/dashboard/comments?state=removed'),
  'signing a guestbook': tenantUrl('acme', '/guestbook/sign'),
  'own entries': tenantUrl('acme', '/guestbook/mine'),
  'the newsletter': tenantUrl('acme', '/newsletter'),
  subscribers: tenantUrl('acme', '/dashboard/newsletter'),
  'adding subscribers': tenantUrl('acme', '/dashboard/newsletter/add'),
  'issues of the newsletter': tenantUrl('acme', '/dashboard/newsletter/issues'),
  'an issue that stopped': tenantUrl(
    'acme',
    `/dashboard/newsletter/issues/${idOf('issue:acme:raw-readings-of-the-fourteenth')}`,
  ),
  'an issue that is out': tenantUrl(
    'acme',
    `/dashboard/newsletter/issues/${idOf('issue:acme:the-flood-of-the-fourteenth')}`,
  ),
  inquiries: tenantUrl('acme', '/dashboard/inquiries'),
  'an inquiry': tenantUrl('acme', `/dashboard/inquiries/${idOf('inquiry:acme:harbour-office')}`),
  'no own inquiries': tenantUrl('acme', '/dashboard/inquiries?state=closed&mine=yes'),
  'a post with its comments': tenantUrl('acme', '/posts/the-harbour-that-was-eleven-millimetres-too-high'),
  billing: tenantUrl('acme', '/dashboard/billing'),
  usage: tenantUrl('acme', '/dashboard/usage'),
  'usage of a day': tenantUrl('acme', '/dashboard/usage?period=day'),
  'usage by the year': tenantUrl('acme', '/dashboard/usage?meter=seats&period=year'),
  'change of plan': tenantUrl('acme', '/dashboard/billing/change'),
  'cancelling the plan': tenantUrl('acme', '/dashboard/billing/cancel'),
  invoices: tenantUrl('acme', '/dashboard/billing/invoices'),
  'a promotion code': tenantUrl('acme', '/dashboard/billing/promotion-code'),
  'billing details': tenantUrl('acme', '/dashboard/billing/details'),
  'audit log': tenantUrl('acme', '/dashboard/audit'),
  'API keys': tenantUrl('acme', '/dashboard/developers/api-keys'),
  'a new API key': tenantUrl('acme', '/dashboard/developers/api-keys/new'),
  search: tenantUrl('acme', '/dashboard/search'),
  'what a search finds': tenantUrl('acme', '/dashboard/search?q=a'),
  notifications: tenantUrl('acme', '/dashboard/notifications'),
  'notification preferences': tenantUrl('acme', '/dashboard/settings/notifications'),
  webhooks: tenantUrl('acme', '/dashboard/developers/webhooks'),
  'a new endpoint': tenantUrl('acme', '/dashboard/developers/webhooks/new'),
  'an audit log that has nothing to show': tenantUrl(
    'acme',
    '/dashboard/audit?area=billing&action=post.created',
  ),
  'an audit entry that is not there': tenantUrl(
    'acme',
    '/dashboard/audit?event=7de516b8-e669-42a7-8801-ef72e1fd1fdb',
  ),
  settings: tenantUrl('acme', '/dashboard/settings'),
  domains: tenantUrl('acme', '/dashboard/settings/domains'),
  'setting up': tenantUrl('acme', '/dashboard/setup?step=look'),
  'inviting while setting up': tenantUrl('acme', '/dashboard/setup?step=invite'),
  'who may join': tenantUrl('acme', '/dashboard/settings/joining'),
  'rules for signing in': tenantUrl('acme', '/dashboard/settings/security'),
  branding: tenantUrl('acme', '/dashboard/settings/branding'),
  navigation: tenantUrl('acme', '/dashboard/settings/navigation'),
  data: tenantUrl('acme', '/dashboard/settings/data'),
  'support access': tenantUrl('acme', '/dashboard/settings/support'),
};

const guestScreens = {
  'own profile': tenantUrl('acme', '/you'),
  'own words': tenantUrl('acme', '/you/comments'),
  'own likes': tenantUrl('acme', '/you/reactions'),
  'own ratings': tenantUrl('acme', '/you/reactions?show=rated'),
  'own notifications': tenantUrl('acme', '/you/notifications'),
  'own data': tenantUrl('acme', '/you/data'),
};

const operatorScreens = {
  'the console': '/operator',
  health: '/operator/health',
  'the directory': '/operator/workspaces',
  'the billing inbox': '/operator/billing',
  'customers that were given up': '/operator/billing?show=dead',
  'a directory without the workspace': '/operator/workspaces?q=no-such-address',
  'the billing of a workspace': '/operator/billing/acme',
  'the billing of one without a customer': '/operator/billing/globex',
  'an event': '/operator/billing/acme/evt_local_acme_trial',
  'jobs that gave up': '/operator/jobs',
};

for (const [name, address] of Object.entries(publicScreens)) {
  test(`${name} is accessible`, async ({ page }) => {
    await page.goto(address, { waitUntil: 'load' });
    await expectAccessible(page);
  });
}

test('every kind of page about the product is accessible', async ({ page }) => {
  test.setTimeout(30_000 + 10_000 * Object.keys(sitePages).length);
  for (const [name, address] of Object.entries(sitePages)) {
    await test.step(name, async () => {
      await page.goto(address, { waitUntil: 'load' });
      await expectAccessible(page);
    });
  }
});

for (const { whose, start, screens, who = 'ada@acme.test' } of [
  { whose: 'a person', start: '/workspaces', screens: personScreens },
  { whose: 'the team', start: tenantUrl('acme', '/dashboard'), screens: teamScreens },
  { whose: 'a guest', start: tenantUrl('acme', '/you'), screens: guestScreens, who: 'joan@acme.test' },
  { whose: 'an operator', start: '/workspaces', screens: operatorScreens, who: 'olive@archipelago.test' },
]) {
  test(`every screen of ${whose} is accessible`, async ({ page }) => {
    test.setTimeout(30_000 + 10_000 * Object.keys(screens).length);
    await signIn(page, start, who);
    for (const [name, address] of Object.entries(screens)) {
      await test.step(name, async () => {
        await page.goto(address, { waitUntil: 'load' });
        await expectAccessible(page);
      });
    }
  });
}

test('the screens of one member, one role and one post are accessible', async ({ page }) => {
  await page.goto(tenantUrl('acme'));
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/posts\//);
  await expectAccessible(page);

  await signIn(page, tenantUrl('acme', '/dashboard/members'), 'ada@acme.test');
  await page.getByRole('link', { name: 'Alan Brekke', exact: true }).click();
  await expect(page).toHaveURL(/\/members\/[0-9a-f-]{36}$/);
  await expectAccessible(page);
  await page.goto(tenantUrl('acme', '/dashboard/members/roles'));
  await page.getByRole('link', { name: 'Edit Bookkeeper' }).click();
  await expect(page).toHaveURL(/\/roles\/[0-9a-f-]{36}$/);
  await expectAccessible(page);
});

/**
 * In both themes: the page follows the system at once. On a wide screen every rule is asked in the light theme, on a phone
 * in the dark one; in the other theme those that its colours can break.
 */
async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  const waiting = page.getByRole('status').filter({ hasText: 'is loading' });
  await expect(waiting).toHaveCount(0);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, 'pixels wider than the screen').toBeLessThanOrEqual(0);
  const whole = (page.viewportSize()?.width ?? 0) < 600 ? 'dark' : 'light';
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await settledColours(page);
    const faults = await accessibilityFaults(page, colorScheme === whole ? {} : { rules: colourRules });
    expect(faults, `${page.url()} in ${colorScheme}`).toEqual([]);
  }
}

/** Clerk's components fade into the other theme, also where people want no motion. */
async function settledColours(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
