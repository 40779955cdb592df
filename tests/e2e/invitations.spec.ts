import { type Browser, expect } from 'playwright/test';
import { tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { mailedTo } from './mailbox.ts';
import { signedInPage, signUp } from './sign-in.ts';

/** An admin's way through inviting, and what the invited people meet. */
const unique = Date.now().toString(36);
const emailOf = (name: string) => `${name}-${unique}@example.test`;

const asAdmin = (browser: Browser, javaScriptEnabled: boolean) =>
  signedInPage(browser, tenantUrl('acme', '/dashboard'), 'grace@acme.test', { javaScriptEnabled });

for (const [how, javaScriptEnabled] of [
  ['with JavaScript', true],
  ['without JavaScript', false],
] as const) {
  test(`a list is invited line by line, and nothing typed is lost, ${how}`, async ({ browser }) => {
    const who = (name: string) => emailOf(`${name}-${javaScriptEnabled ? 'js' : 'plain'}`);
    const page = await asAdmin(browser, javaScriptEnabled);
    await page.goto(tenantUrl('acme', '/dashboard/members/invite'));
    const list = page.getByLabel('E-mail addresses');
    await list.fill(`Lena <${who('lena')}>\nlena@acme\n${who('lena')}, ada@acme.test`);
    await page.getByLabel('Admin').check();
    if (javaScriptEnabled) await expect(page.getByText('3 addresses, 3 seats of the')).toBeVisible();
    await page.getByRole('button', { name: 'Send invitations' }).click();
    const results = page.getByRole('status').filter({ hasText: '1 invitation sent' });
    await expect(results).toContainText('“acme” is not complete');
    await expect(results).toContainText('Already on the team, as owner.');
    await expect(results).toContainText('1 repeated address left out');
    await expect(list).toHaveAttribute('aria-invalid', 'true');
    await expect(list).toHaveValue('lena@acme');
    await expect(page.getByLabel('Admin')).toBeChecked();

    await list.fill(who('lena'));
    await page.getByRole('button', { name: 'Send invitations' }).click();
    await expect(page.getByText('Has an open invitation already.')).toBeVisible();
    await page.getByRole('button', { name: `Send again to ${who('lena')}` }).click();
    await expect(page.getByText('is only just out. Wait 10 more minutes')).toBeVisible();

    await list.fill(`${who('oskar')}; ${who('iris')}`);
    await page.getByRole('button', { name: 'Send invitations' }).click();
    await expect(page).toHaveURL(/members\/invitations\?sent=2/);
    await expect(page.getByText('2 invitations sent.')).toBeVisible();

    await page.getByRole('searchbox', { name: 'E-mail address' }).fill(who('iris'));
    await page.getByRole('button', { name: 'Filter' }).click();
    await expect(page.getByRole('table')).toContainText(who('iris'));
    await expect(page.getByRole('table')).not.toContainText(who('oskar'));
    await page.getByRole('button', { name: `Revoke the invitation of ${who('iris')}` }).click();
    await expect(page.getByText('Invitation revoked.')).toBeVisible();
    await expect(page.getByText('No invitation matches')).toBeVisible();
    await page.getByLabel('State').selectOption('revoked');
    await page.getByRole('button', { name: 'Filter' }).click();
    await expect(page.getByRole('table')).toContainText(who('iris'));
  });
}

test('the link of an open invitation can be copied, and without JavaScript selected', async ({ browser }) => {
  const scripted = await asAdmin(browser, true);
  await scripted.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await scripted.goto(tenantUrl('acme', '/dashboard/members/invite'));
  await scripted.getByLabel('E-mail addresses').fill(emailOf('linked'));
  await scripted.getByRole('button', { name: 'Send invitations' }).click();
  const mailed = await mailedTo(emailOf('linked'), /(https?:\/\/\S+\/invitation\?token=[\w.~%-]+)/);
  await scripted.goto(tenantUrl('acme', `/dashboard/members/invitations?search=${emailOf('linked')}`));
  await scripted.getByRole('button', { name: 'Copy link' }).click();
  await expect(scripted.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await scripted.evaluate(() => navigator.clipboard.readText())).toBe(mailed);

  const plain = await asAdmin(browser, false);
  await plain.goto(tenantUrl('acme', `/dashboard/members/invitations?search=${emailOf('linked')}`));
  await plain.getByText('Show link').click();
  await expect(plain.getByLabel(`Invitation link for ${emailOf('linked')}`)).toHaveValue(mailed);
});

test('whoever follows the link is told what to do next: signed out, as somebody else, and when it is revoked', async ({
  browser,
}) => {
  const admin = await asAdmin(browser, true);
  await admin.goto(tenantUrl('acme', '/dashboard/members/invite'));
  await admin.getByLabel('E-mail addresses').fill(emailOf('nova'));
  await admin.getByRole('button', { name: 'Send invitations' }).click();
  const link = await mailedTo(emailOf('nova'), /(https?:\/\/\S+\/invitation\?token=[\w.~%-]+)/);

  const reader = await (await browser.newContext()).newPage();
  await reader.goto(link);
  await expect(reader.getByRole('link', { name: 'Sign up and join' })).toBeVisible();
  await reader.getByRole('link', { name: 'I have a sign-in already' }).click();
  await reader.getByLabel('E-mail address').fill('joan@acme.test');
  await reader.getByRole('button', { name: 'Continue', exact: true }).click();
  await reader.getByLabel('Password', { exact: true }).fill('correct-horse-battery');
  await reader.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(reader.getByRole('heading', { name: 'This invitation is for another address' })).toBeVisible();
  await expect(reader.getByText('you are signed in as joan@acme.test')).toBeVisible();
  await reader.getByRole('button', { name: 'Sign out' }).click();
  await reader.getByRole('link', { name: 'Sign up and join' }).click();
  await signUp(reader, { name: 'Nova Reyes', email: emailOf('nova') });
  await expect(reader.getByRole('button', { name: 'Accept the invitation' })).toBeVisible();

  await admin.goto(tenantUrl('acme', '/dashboard/members/invitations'));
  await admin.getByRole('button', { name: `Revoke the invitation of ${emailOf('nova')}` }).click();
  await expect(admin.getByText('Invitation revoked.')).toBeVisible();
  await reader.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(reader.getByRole('heading', { name: 'This invitation was withdrawn' })).toBeVisible();
});
