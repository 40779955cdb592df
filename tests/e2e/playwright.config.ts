import { defineConfig } from 'playwright/test';
import { browserEnvironment } from '../support/browser-environment.ts';

const { appUrl, chromium } = browserEnvironment();

/** Moves the billing clock, which never goes back: trials of the seeds end on the way. So it comes after the others. */
const lasting = 'subscription.spec.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: '.',
  outputDir: '../../.local/test-results/e2e',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  retries: 0,
  workers: 1,
  use: {
    baseURL: appUrl,
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // A trace costs a third of the time: ask for one of a single file with `--trace=retain-on-failure`.
    trace: 'off',
    launchOptions: { args: flags, ...(chromium ? { executablePath: chromium } : {}) },
  },
  projects: [
    { name: 'desktop', testIgnore: lasting, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'phone',
      testMatch: ['journey.spec.ts', 'a11y.spec.ts'],
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    { name: 'last', testMatch: lasting, use: { viewport: { width: 1440, height: 900 } } },
  ],
});
