import { test as base } from 'playwright/test';

/**
 * Playwright's test, which closes the browsers that a test opened besides its own. Playwright would keep them, with
 * their pages and timers, until all tests have run. Those that `beforeAll` opened stay: it has an `afterAll`.
 */
export const test = base.extend<{ closeOpened: undefined }>({
  closeOpened: [
    async ({ browser }, use) => {
      const before = new Set(browser.contexts());
      await use(undefined);
      const opened = browser.contexts().filter((context) => !before.has(context));
      await Promise.all(opened.map((context) => context.close()));
    },
    { auto: true },
  ],
});
