import pg from 'pg';
import { type Browser, expect, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { signIn } from './sign-in.ts';

const customer = 'cus_local_acme';

/** Acme's customer as it is after 25 attempts that failed. Nothing in a browser makes that happen. */
async function giveUpAcme(): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.ARCHIPELAGO_TEST_OWNER_URL });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.stripe_customer_id', $1, true)`, [customer]);
    const { rowCount } = await client.query(
      `update billing_customer set dirty_seq = dirty_seq + 1, attempts = 25, dead_at = now(),
          last_error = 'An error occurred with our connection to Stripe.' where stripe_customer_id = $1`,
      [customer],
    );
    expect(rowCount).toBe(1);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

async function withoutJavaScript(browser: Browser, page: Page): Promise<Page> {
  const { appUrl } = browserEnvironment();
  const storageState = await page.context().storageState();
  return (await browser.newContext({ baseURL: appUrl, storageState, javaScriptEnabled: false })).newPage();
}

test('the operator finds a customer that was given up, and replays it; its workspace can read who did', async ({
  browser,
  page,
}) => {
  await giveUpAcme();
  await signIn(page, '/workspaces', 'olive@archipelago.test');
  const plain = await withoutJavaScript(browser, page);

  await test.step('in the inbox, with what went wrong', async () => {
    await plain.goto('/operator/billing');
    await expect(plain.getByText(/customers? (was|were) given up/).first()).toBeVisible();
    await plain.getByRole('link', { name: /^Given up/ }).click();
    await expect(plain.getByRole('row').filter({ hasText: 'Acme' })).toContainText('connection to Stripe');
    await plain.getByRole('link', { name: 'Acme Instruments' }).click();
  });

  await test.step('replays it, and it is up to date', async () => {
    await plain.getByRole('button', { name: 'Replay' }).click();
    await expect(plain.getByRole('status')).toContainText('It is read from Stripe again');
    await expect(async () => {
      await plain.goto('/operator/billing/acme');
      await expect(plain.getByText('Up to date', { exact: true })).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    await expect(plain.getByRole('button', { name: 'Replay' })).toHaveCount(0);
  });

  await test.step('the directory leads to the same customer, who can be read again at any time', async () => {
    await plain.goto('/operator/workspaces?q=acm');
    await plain.getByRole('link', { name: 'Billing of Acme Instruments' }).click();
    await expect(plain.getByRole('heading', { name: 'Acme Instruments' })).toBeVisible();
    await plain.getByRole('button', { name: 'Resync' }).click();
    await expect(plain.getByRole('status')).toContainText('It is read from Stripe again');
    await plain.goto('/operator/jobs');
    await expect(plain.getByRole('heading', { name: 'Jobs that gave up' })).toBeVisible();
  });

  await test.step('the workspace reads it in its own log', async () => {
    const ada = await (await browser.newContext()).newPage();
    await signIn(ada, tenantUrl('acme', '/dashboard/audit'), 'ada@acme.test');
    await expect(ada.getByText('which had been given up').first()).toBeVisible();
  });
});
