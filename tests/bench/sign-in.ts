import { type BrowserContext, chromium, type Page } from 'playwright';
import { findChromium } from '../../packages/local-cloud/src/commands/ensure-chromium.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

export interface SignedIn {
  context: BrowserContext;
  /** A cookie header with a session token that is still good. */
  cookie(): Promise<string>;
  close(): Promise<void>;
}

export async function openBrowser() {
  return chromium.launch({ executablePath: findChromium(), args: flags });
}

/** A browser that keeps its people in `folder` and can be driven through `debuggingPort`. */
export async function openProfile(folder: string, debuggingPort: number): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: findChromium(),
    args: [...flags, `--remote-debugging-port=${debuggingPort}`],
  });
}

/** Through the real sign-in page, to where it leads. */
export async function signInAsAda(page: Page, home: string, start = '/dashboard'): Promise<void> {
  await page.goto(`${home}/sign-in?redirect_url=${start}`);
  await page.fill('input[name=identifier]', 'ada@acme.test');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.locator('input[name=password]:visible').fill('correct-horse-battery');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.waitForURL(`**${start}`);
}

/** Ada, signed in at Acme's address, or at the root host: a session made there counts at every tenant's. */
export async function signIn(
  product: RunningProduct,
  host: 'acme.localhost' | 'localhost' = 'acme.localhost',
): Promise<SignedIn> {
  const home = `http://${host}:${product.port}`;
  const start = host === 'localhost' ? '/workspaces' : '/dashboard';
  const browser = await openBrowser();
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInAsAda(page, home, start);
  const renew = async (): Promise<string> => {
    await page.goto(home + start);
    const cookies = await context.cookies(home);
    return cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join('; ');
  };
  let value: Promise<string> | undefined;
  let freshUntil = 0;
  return {
    context,
    cookie: () => {
      // One renewal at a time: everyone who asks meanwhile waits for the same one.
      if (!value || Date.now() > freshUntil) {
        freshUntil = Date.now() + 30_000;
        value = renew();
      }
      return value;
    },
    close: () => browser.close(),
  };
}
