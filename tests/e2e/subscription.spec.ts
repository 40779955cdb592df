import { type Browser, expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { type BillingConsole, openBillingConsole } from './billing-console.ts';
import { test } from './browser-test.ts';
import { giveUpCustomer } from './give-up-customer.ts';
import { mailedTo, subjectsTo } from './mailbox.ts';
import { nameWorkspace } from './name-workspace.ts';
import { signIn, signUp } from './sign-in.ts';

/** One workspace's whole life with a subscription, by its owner. Time passes at the local Stripe, and only there. */
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const name = 'Harbour';
const payer = 'Harbour Lda';
let slug: string;
let bills: string;
let owner: Page;
/** The owner's second browser, without JavaScript. */
let plain: Page;
let stripe: BillingConsole;

const billing = () => tenantUrl(slug, '/dashboard/billing');

test.beforeAll(async ({ browser }, { project }) => {
  slug = `harbour-${project.name}-${Date.now().toString(36)}`;
  bills = `bills-${slug}@example.test`;
  owner = await (await newContext(browser)).newPage();
  plain = await (await newContext(browser, { javaScriptEnabled: false })).newPage();
  stripe = await openBillingConsole(await (await newContext(browser)).newPage());
});

test.afterAll(async ({ browser }) => {
  await stripe.behave();
  for (const context of browser.contexts()) await context.close();
});

const newContext = (browser: Browser, options: Parameters<Browser['newContext']>[0] = {}) =>
  browser.newContext({ baseURL: browserEnvironment().appUrl, ...options });

/** Reads a page of the workspace again until it says this: what Stripe tells takes a moment to arrive. */
async function sees(path: string, text: string | RegExp): Promise<void> {
  await expect(async () => {
    await owner.goto(tenantUrl(slug, path));
    await expect(owner.getByRole('main').getByText(text).first()).toBeVisible({ timeout: 300 });
  }).toPass({ timeout: 20_000, intervals: [100, 200, 400] });
}

const told: string[] = [];

/** These mails have come to the address of the bills since the last time, and no other one ever did. */
async function hears(...subjects: string[]): Promise<void> {
  told.push(...subjects);
  const all = async () => (await subjectsTo(bills)).map((one) => one.replace(` (${name})`, '')).toSorted();
  await expect.poll(all, { timeout: 20_000, intervals: [100, 200, 400] }).toEqual(told.toSorted());
}

async function textOf(page: Page, pattern: RegExp): Promise<string> {
  const text = (await page.getByText(pattern).first().textContent()) ?? '';
  return pattern.exec(text)?.[1] ?? '';
}

/** As amounts are written that are no sum: without the zeros nobody needs. */
const short = (amount: string) => amount.replace('.00', '');

async function fillCard(page: Page): Promise<void> {
  await page.getByLabel('Card number').fill('4242 4242 4242 4242');
  await page.getByLabel('Expiry').fill('12 / 44');
  await page.getByLabel('Security code').fill('123');
  await page.getByLabel('Name on card').fill('Ines Duarte');
}

test('begins a trial, once however often it is asked for, and says where the bills go', async () => {
  await owner.goto('/sign-up');
  await signUp(owner, { name: 'Ines Duarte', email: `${slug}@example.test` });
  await nameWorkspace(owner, name, slug);
  await expect(owner.getByText('This address is free')).toBeVisible();
  await owner.getByRole('button', { name: 'Create workspace' }).click();
  await expect(owner).toHaveURL(tenantUrl(slug, '/dashboard/setup'));
  await owner.goto(billing());
  await owner.getByRole('button', { name: 'Start the Pro trial' }).dblclick();
  await expect(owner.getByText('Your Pro trial has started.')).toBeVisible();
  await mailedTo(`${slug}@example.test`, /(The trial runs until \d+ \w+ \d+)/);

  await plain.context().addCookies(await owner.context().cookies());
  await plain.goto(billing());
  await plain.getByRole('link', { name: 'Edit the details on the invoice' }).click();
  await plain.getByLabel('Made out to').fill(payer);
  await plain.getByLabel('Sent to').fill(bills);
  await plain.getByLabel('Kind of tax number').selectOption('eu_vat');
  await plain.getByRole('textbox', { name: 'Tax number' }).fill('nonsense!');
  await plain.getByRole('button', { name: 'Save details' }).click();
  await expect(plain.getByText('One looks like DE123456789').first()).toBeVisible();
  await plain.getByRole('textbox', { name: 'Tax number' }).fill('PT123456789');
  await plain.getByRole('button', { name: 'Save details' }).click();
  await expect(plain.getByText('The details are saved.')).toBeVisible();
  await expect(plain.getByText('PT123456789')).toBeVisible();
});

test('is reminded three days and one day before the trial ends', async () => {
  await stripe.advance('+ 1 week', '+ 1 day', '+ 1 day', '+ 1 day', '+ 1 day');
  await sees('/dashboard', '3 days left');
  const end = await textOf(owner, /You are trying Pro until (\d+ \w+ \d+)\./);
  await hears(`The trial of Pro ends on ${end}`);
  await stripe.advance('+ 1 day', '+ 1 day');
  await sees('/dashboard', '1 day left');
  await hears(`The trial of Pro is about to end, on ${end}`);
});

test('pays with a card, after having turned back once', async () => {
  await owner.goto(billing());
  await owner.getByRole('button', { name: 'Go to payment' }).dblclick();
  await expect(owner.getByRole('button', { name: 'Subscribe and pay $12.00' })).toBeVisible();
  await owner.goBack();
  await owner.getByRole('button', { name: 'Go to payment' }).click();
  await fillCard(owner);
  await owner.getByRole('button', { name: 'Subscribe and pay $12.00' }).click();
  await expect(owner.getByText('Thank you. You are on Pro.')).toBeVisible();
  await expect(owner.getByText(/You are trying/)).toBeHidden();
  await hears('Receipt for $12');
});

test('adds a seat in the middle of a month, and the next invoice is what was said, to the cent', async ({
  browser,
}) => {
  await stripe.press('Twice');
  await stripe.advance('+ 1 week', '+ 1 week');
  const email = `mate-${slug}@example.test`;
  await owner.goto(tenantUrl(slug, '/dashboard/members/invite'));
  await owner.getByLabel('E-mail addresses').fill(email);
  await expect(owner.getByText('Adds $12 a month once all have joined.')).toBeVisible();
  await owner.getByRole('button', { name: 'Send invitations' }).click();
  const mate = await (await newContext(browser)).newPage();
  await mate.goto(await mailedTo(email, /(https?:\/\/\S+\/invitation\?token=[\w.~%-]+)/));
  await mate.getByRole('link', { name: 'Sign up and join' }).click();
  await signUp(mate, { name: 'Rui Alves', email });
  await mate.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(mate).toHaveURL(tenantUrl(slug, '/dashboard'));

  await sees('/dashboard/billing', /for 2 seats/);
  const added = Number(await textOf(owner, /With \$(\d+\.\d\d) for seats added in this period/));
  const amount = short(`$${(24 + added).toFixed(2)}`);
  expect(added).toBeGreaterThan(0);
  await expect(owner.getByText(amount, { exact: true })).toBeVisible();
  await stripe.advanceUntilCharged(name);
  await hears(`Receipt for ${amount}`);
  await sees('/dashboard/billing/invoices', amount);
  await sees('/dashboard/billing', '$24');
});

test('moves to Business for what the preview said, once', async () => {
  await owner.getByRole('link', { name: 'Change plan' }).click();
  await owner.getByRole('radio', { name: /Business/ }).check();
  await owner.getByRole('button', { name: 'See what it costs' }).click();
  const agree = owner.getByRole('button', { name: /^Pay \$\d+\.\d\d and move to Business$/ });
  const amount = short(/\$\d+\.\d\d/.exec((await agree.textContent()) ?? '')?.[0] ?? '');
  await agree.dblclick();
  await expect(owner.getByText('You are on Business now.')).toBeVisible();
  await sees('/dashboard/billing/invoices', amount);
  await expect(owner.getByRole('row').filter({ hasText: amount })).toHaveCount(1);
  await hears(`Receipt for ${amount}`, `${name} is on Business`);
});

test('hears that a renewal failed, and pays it', async () => {
  await stripe.press('Out of order');
  await stripe.press(`Decline its next charge: ${payer}`);
  await stripe.advanceUntil(name, 'past due');
  await sees('/dashboard', /Everything works until \d+ \w+ \d+ while the card is tried again/);
  await hears(`A payment for ${name} did not go through`);
  await sees('/dashboard/billing', 'Payment due');
  await sees('/dashboard/billing/invoices', 'Open');
  await owner.getByRole('button', { name: /^Pay invoice/ }).click();
  await fillCard(owner);
  await owner.getByRole('button', { name: 'Pay $58.00' }).click();
  await expect(owner.getByRole('button', { name: 'Pay $58.00' })).toBeHidden();
  await sees('/dashboard/billing', 'Active');
  await expect(owner.getByText('The last payment did not go through.')).toBeHidden();
  await hears('Receipt for $58', `${name} is paid up again`);
});

test('plans Pro for the next period, takes it back and plans it again, without JavaScript', async () => {
  for (const again of [false, true]) {
    await plain.goto(`${billing()}/change`);
    await plain.getByRole('radio', { name: /^Pro/ }).check();
    await plain.getByRole('button', { name: 'See what it costs' }).click();
    await expect(plain.getByText('What Pro has less of')).toBeVisible();
    await plain.getByRole('button', { name: /^Move to Pro on / }).click();
    await expect(plain.getByText(/Pro begins on/)).toBeVisible();
    if (again) break;
    await plain.getByRole('button', { name: 'Stay on Business' }).click();
    await expect(plain.getByText('You stay on Business.')).toBeVisible();
  }
});

test('renews while Stripe does not answer us; the operator replays what was given up, and it is on Pro', async ({
  browser,
}) => {
  await stripe.press('500');
  await stripe.advanceUntilCharged(name);
  const operator = await (await newContext(browser)).newPage();
  await signIn(operator, '/workspaces', 'olive@archipelago.test');
  await expect(async () => {
    await operator.goto(`/operator/billing/${slug}`);
    await expect(operator.getByText('there was an error on our end').first()).toBeVisible({ timeout: 300 });
  }).toPass({ timeout: 30_000 });
  await sees('/dashboard/billing', '$29 a seat, billed monthly');
  // Whatever is delivered only now gives it 25 attempts more.
  await expect(async () => {
    await giveUpCustomer(slug);
    await operator.goto('/operator/billing');
    await expect(operator.getByText(/customers? (was|were) given up/).first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await stripe.behave();
  await operator.getByRole('link', { name: /^Given up/ }).click();
  const row = operator.getByRole('row').filter({ hasText: slug });
  await expect(row).toContainText('error on our end');
  await row.getByRole('link', { name }).click();
  await operator.getByRole('button', { name: 'Replay' }).dblclick();
  await expect(operator.getByRole('status')).toContainText('It is read from Stripe again');
  await expect(async () => {
    await operator.goto(`/operator/billing/${slug}`);
    await expect(operator.getByText('Up to date', { exact: true })).toBeVisible({ timeout: 300 });
  }).toPass({ timeout: 30_000 });
  await expect(operator.getByRole('button', { name: 'Replay' })).toHaveCount(0);

  await operator.goto(`/operator/workspaces?q=${slug.slice(0, -2)}`);
  await operator.getByRole('link', { name: `Billing of ${name}` }).click();
  await operator.getByRole('button', { name: 'Resync' }).click();
  await expect(operator.getByRole('status')).toContainText('It is read from Stripe again');
  await operator.goto('/operator/jobs');
  await expect(operator.getByRole('heading', { name: 'Jobs that gave up' })).toBeVisible();
  await sees('/dashboard/billing', '$12 a seat, billed monthly');
  await hears(`${name} is on Pro`, 'Receipt for $24');
  await sees('/dashboard/audit', 'which had been given up');
});

test('cancels, stays after all, cancels, and is on Free with everything it had', async () => {
  let end = '';
  for (const again of [false, true]) {
    await plain.goto(billing());
    await plain.getByRole('link', { name: 'Cancel Pro' }).click();
    await expect(plain.getByText('What Free has less of')).toBeVisible();
    await plain.getByLabel('Why are you leaving?').selectOption('unused');
    await plain.getByRole('button', { name: 'Cancel Pro' }).click();
    await expect(plain.getByText('Pro is cancelled.')).toBeVisible();
    end = await textOf(plain, /Pro ends on (\d+ \w+ \d+)\./);
    await hears(`Pro was cancelled and ends on ${end}`);
    if (again) break;
    await plain.getByRole('button', { name: 'Keep Pro' }).click();
    await expect(plain.getByText('You stay on Pro.')).toBeVisible();
  }
  await stripe.advanceUntil(name, 'Ended on');
  await sees('/dashboard/billing', 'No card, no charge');
  await hears(`${name} is on Free`);
  await expect(owner.getByText('Choose a plan', { exact: true })).toBeVisible();
  await expect(owner.getByText(/ends on/)).toBeHidden();
  await sees('/dashboard/members', 'Rui Alves');
  await sees('/dashboard/settings/domains', 'Your plan has no custom domains.');
  await sees('/dashboard/billing/invoices', '$58');
  await hears();
});
