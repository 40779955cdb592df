import { expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { nameWorkspace } from './name-workspace.ts';
import { signUp } from './sign-in.ts';

test.describe.configure({ timeout: 120_000 });

test('an owner upgrades for what the preview said, plans a smaller plan, cancels and stays', async ({
  browser,
  page,
}, { project }) => {
  const slug = `harbour-${project.name}-${Date.now().toString(36)}`;
  const billing = tenantUrl(slug, '/dashboard/billing');

  await test.step('buys Pro with a card', async () => {
    await page.goto('/sign-up');
    await signUp(page, { name: 'Ines Duarte', email: `${slug}@example.test` });
    await nameWorkspace(page, 'Harbour', slug);
    await expect(page.getByText('This address is free')).toBeVisible();
    await page.getByRole('button', { name: 'Create workspace' }).click();
    await expect(page).toHaveURL(tenantUrl(slug, '/dashboard/setup'));
    await page.goto(billing);
    await page.getByRole('button', { name: 'Go to payment' }).click();
    await pay(page);
    await expect(page.getByText('Thank you. You are on Pro.')).toBeVisible();
  });

  await test.step('sees what Business costs and pays exactly that', async () => {
    await page.getByRole('link', { name: 'Change plan' }).click();
    await page.getByRole('radio', { name: /Business/ }).check();
    await page.getByRole('button', { name: 'See what it costs' }).click();
    const agree = page.getByRole('button', { name: /^Pay \$17\.\d\d and move to Business$/ });
    const amount = (await agree.textContent())?.match(/\$\d+\.\d\d/)?.[0] ?? '';
    await agree.click();
    await expect(page.getByText('You are on Business now.')).toBeVisible();
    await page.getByRole('link', { name: 'Invoices' }).click();
    await expect(page.getByRole('row').nth(1)).toContainText(amount.replace('.00', ''));
  });

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    baseURL: browserEnvironment().appUrl,
  });
  const still = await plain.newPage();

  await test.step('plans Pro for the next period and takes it back, without JavaScript', async () => {
    await still.goto(`${billing}/change`);
    await still.getByRole('radio', { name: /^Pro/ }).check();
    await still.getByRole('button', { name: 'See what it costs' }).click();
    await expect(still.getByText('What Pro has less of')).toBeVisible();
    await still.getByRole('button', { name: /^Move to Pro on / }).click();
    await expect(still.getByText(/Pro begins on/)).toBeVisible();
    await still.getByRole('button', { name: 'Stay on Business' }).click();
    await expect(still.getByText('You stay on Business.')).toBeVisible();
  });

  await test.step('cancels, knowing what it means, and keeps the plan after all', async () => {
    await still.getByRole('link', { name: 'Cancel Business' }).click();
    await expect(still.getByText('What Free has less of')).toBeVisible();
    await still.getByLabel('Why are you leaving?').selectOption('unused');
    await still.getByRole('button', { name: 'Cancel Business' }).click();
    await expect(still.getByText('Business is cancelled.')).toBeVisible();
    await still.getByRole('button', { name: 'Keep Business' }).click();
    await expect(still.getByText('You stay on Business.')).toBeVisible();
  });

  await test.step('is told of a code that does not exist, and uses one that does for what it said', async () => {
    await still.getByRole('link', { name: 'Promotion code' }).click();
    await still.getByRole('textbox', { name: 'Promotion code' }).fill('NOTHING');
    await still.getByRole('button', { name: 'See what it takes off' }).click();
    await expect(still.getByText('There is no such code').first()).toBeVisible();
    await still.getByRole('textbox', { name: 'Promotion code' }).fill('launch25');
    await still.getByRole('button', { name: 'See what it takes off' }).click();
    await expect(still.getByText('$21.75')).toBeVisible();
    await still.getByRole('button', { name: 'Use LAUNCH25' }).click();
    await expect(still.getByText('LAUNCH25 is applied.')).toBeVisible();
    await expect(still.getByText('$21.75')).toBeVisible();
  });

  await test.step('opens an invoice where it is kept', async () => {
    await still.getByRole('link', { name: 'Invoices', exact: true }).click();
    await still
      .getByRole('button', { name: /^Open invoice/ })
      .first()
      .click();
    await expect(still).toHaveURL(/\/i\/in_/);
    await still.goto(billing);
  });

  await test.step('says what the invoices say, and is told of a number that cannot be', async () => {
    await still.getByRole('link', { name: 'Edit the details on the invoice' }).click();
    await still.getByLabel('Made out to').fill('Harbour Lda');
    await still.getByLabel('Kind of tax number').selectOption('eu_vat');
    await still.getByRole('textbox', { name: 'Tax number' }).fill('nonsense!');
    await still.getByRole('button', { name: 'Save details' }).click();
    await expect(still.getByText('One looks like DE123456789').first()).toBeVisible();
    await still.getByRole('textbox', { name: 'Tax number' }).fill('PT123456789');
    await still.getByRole('button', { name: 'Save details' }).click();
    await expect(still.getByText('The details are saved.')).toBeVisible();
    await expect(still.getByText('PT123456789')).toBeVisible();
  });
  await plain.close();
});

async function pay(page: Page): Promise<void> {
  await page.getByLabel('Card number').fill('4242 4242 4242 4242');
  await page.getByLabel(/Expir/).fill('12 / 34');
  await page.getByLabel(/CVC|Security code/).fill('123');
  const name = page.getByLabel(/Name on card|Cardholder name/);
  if (await name.count()) await name.fill('Ines Duarte');
  await page.getByRole('button', { name: /^(Pay|Subscribe|Start)/ }).click();
}
