import type { Locator, Page } from 'playwright/test';
import { browserEnvironment } from '../support/browser-environment.ts';

/** The local Stripe as a person moves it: on the console's page about billing. */
export interface BillingConsole {
  /** Moves the billing clock by these steps, e.g. `+ 1 week`. */
  advance(...steps: string[]): Promise<void>;
  /** Moves it by three weeks, then day by day until the workspace's subscription says this. */
  advanceUntil(name: string, says: string): Promise<void>;
  /** The same, until its next period has begun and was charged. */
  advanceUntilCharged(name: string): Promise<void>;
  /** Presses a button of the page, named or found. */
  press(button: string | Locator): Promise<void>;
  /** Has it answer, and send its webhooks, as usual again. */
  behave(): Promise<void>;
}

export async function openBillingConsole(page: Page): Promise<BillingConsole> {
  await page.goto(`${browserEnvironment().consoleUrl}/billing`);
  const press = async (button: string | Locator) => {
    // Every button posts and comes back to the same address.
    await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'GET'),
      (typeof button === 'string'
        ? page.getByRole('button', { name: button, exact: true }).first()
        : button
      ).click(),
    ]);
    await page.waitForLoadState('load');
  };
  const advance = async (...steps: string[]) => {
    for (const step of steps) await press(step);
  };
  /** The workspace's latest subscription. */
  const line = (name: string) =>
    page.locator('[aria-labelledby="subscriptions-title"] .row').filter({ hasText: name }).first();
  const dayByDay = async (isThere: () => Promise<boolean>, what: string) => {
    await advance('+ 1 week', '+ 1 week', '+ 1 week');
    for (let days = 0; days < 14; days += 1) {
      if (await isThere()) return;
      await advance('+ 1 day');
    }
    throw new Error(`In five weeks, ${what} did not happen.`);
  };
  return {
    press,
    advance,
    advanceUntil: (name, says) =>
      dayByDay(async () => ((await line(name).textContent()) ?? '').includes(says), `“${says}” for ${name}`),
    async advanceUntilCharged(name) {
      const renewal = async () => /Renews on [^.]+|Becomes/.exec((await line(name).textContent()) ?? '')?.[0];
      const before = await renewal();
      await dayByDay(async () => (await renewal()) !== before, `a renewal of ${name}`);
      // The invoice of a renewal is a draft for an hour.
      await advance('+ 1 day');
    },
    async behave() {
      for (const group of ['API answers', 'Webhooks go out']) {
        await press(page.getByRole('group', { name: group }).getByRole('button', { name: 'As usual' }));
      }
    },
  };
}
