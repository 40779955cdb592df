import { expect, type Locator, type Page } from 'playwright/test';
import { browserEnvironment, tenantUrl } from '../support/browser-environment.ts';
import { test } from './browser-test.ts';
import { signedInPage } from './sign-in.ts';

const unique = Date.now().toString(36);
const post = tenantUrl('acme', '/posts/brass-salt-and-patience');

/** Presses a button whose form is answered: what is shown at once may be taken back, or be asked for too early. */
async function send(page: Page, button: Locator): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().includes('_action=reactions.'));
  await button.click();
  await answered;
}

/** Nobody types faster than this: what comes back earlier is taken for a program's. */
async function lookFor(page: Page, milliseconds: number): Promise<void> {
  const until = Date.now() + milliseconds;
  await expect.poll(() => Date.now() > until, { timeout: milliseconds + 5_000 }).toBe(true);
  await expect(page.getByRole('button', { name: /^(Send message|Sign)$/ })).toBeVisible();
}

for (const [how, javaScriptEnabled] of [
  ['with JavaScript', true],
  ['without JavaScript', false],
] as const) {
  test(`a post is liked and rated, a guestbook signed, and a question asked and answered, ${how}`, async ({
    browser,
  }) => {
    const words = `Words ${unique} ${javaScriptEnabled ? 'js' : 'plain'}`;
    const alan = await signedInPage(browser, tenantUrl('acme', '/dashboard'), 'alan@acme.test', {
      javaScriptEnabled,
    });
    await alan.goto(post);
    const reactions = alan.getByRole('region', { name: 'Likes and ratings' });
    const like = reactions.getByRole('button', { name: /^Like:/ });
    const stars = reactions.getByRole('button', { name: '4 stars' });
    const before = (await like.textContent()) ?? '';
    await send(alan, like);
    await expect(like).toHaveAttribute('aria-pressed', 'true');
    await expect(like).not.toHaveText(before);
    await send(alan, stars);
    await expect(stars).toHaveAttribute('aria-pressed', 'true');
    await alan.reload();
    await expect(like).toHaveAttribute('aria-pressed', 'true');
    await send(alan, stars);
    await expect(stars).toHaveAttribute('aria-pressed', 'false');
    await send(alan, like);
    await expect(like).toHaveAttribute('aria-pressed', 'false');
    await alan.reload();
    await expect(like).toHaveText(before);

    await alan.goto(tenantUrl('acme', '/guestbook/sign'));
    await alan.getByLabel('Your entry').fill(words);
    await alan.getByRole('button', { name: 'Sign', exact: true }).click();
    await expect(alan.getByRole('listitem').filter({ hasText: words })).toContainText(
      'Everybody can read it',
    );

    const { appUrl } = browserEnvironment();
    const visitor = await (await browser.newContext({ baseURL: appUrl, javaScriptEnabled })).newPage();
    const islands: string[] = [];
    visitor.on('request', (request) => {
      if (/\/(?:who|guestbook\/island)(?:\?|$)/.test(request.url())) islands.push(request.url());
    });
    await visitor.goto(tenantUrl('acme', '/guestbook'));
    await expect(async () => {
      await visitor.reload();
      await expect(visitor.getByText(words)).toBeVisible({ timeout: 1_000 });
    }).toPass();
    expect(islands).toEqual([]);
    await visitor.getByRole('link', { name: 'Contact' }).first().click();
    await visitor.getByLabel('Your name').fill('Nadia Haddad');
    await visitor.getByLabel('Your e-mail address').fill(`nadia-${unique}-${javaScriptEnabled}@example.test`);
    await visitor.getByLabel('What it is about').fill(words);
    await visitor.getByLabel('Your message').fill('When are you open?');
    await lookFor(visitor, 3_500);
    await visitor.getByRole('button', { name: 'Send message' }).click();
    await expect(visitor.getByText('Your message is there.')).toBeVisible();

    await alan.goto(tenantUrl('acme', '/dashboard/inquiries'));
    await alan.getByRole('link', { name: words }).click();
    await alan.getByLabel('Your answer').fill('From nine to five.');
    await alan.getByRole('button', { name: 'Send and close' }).click();
    await expect(alan.getByText('Answered and closed.')).toBeVisible();
    await expect(alan.getByText('From nine to five.')).toBeVisible();
    await alan.getByRole('button', { name: 'Open again' }).click();
    await expect(alan.getByText('Opened again.')).toBeVisible();
  });
}
