import { brotliCompressSync } from 'node:zlib';
import type { BrowserContext, Page, Response } from 'playwright';
import type { Figure } from './figure.ts';
import { openBrowser, signIn } from './sign-in.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

interface Visit {
  responses: { url: string; kind: string; bytes: number }[];
  layoutShift: number;
}

/** Loads a page as a first-time visitor and waits until it has been quiet, idle work included. */
async function visit(
  context: BrowserContext,
  url: string,
  look?: (page: Page) => Promise<void>,
): Promise<Visit> {
  const page = await context.newPage();
  const seen: Response[] = [];
  page.on('response', (response) => seen.push(response));
  await page.addInitScript(() => {
    Object.assign(globalThis, { layoutShift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
        (globalThis as unknown as { layoutShift: number }).layoutShift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await look?.(page);
  const responses = await Promise.all(
    seen.map(async (response) => ({
      url: response.url(),
      kind: response.request().resourceType(),
      bytes: await brotliSize(response),
    })),
  );
  const layoutShift = await page.evaluate(
    () => (globalThis as unknown as { layoutShift: number }).layoutShift,
  );
  await page.close();
  return { responses, layoutShift };
}

/** What the answer's body weighs as Brotli, wherever the browser had it from; 0 for one without a body. */
async function brotliSize(response: Response): Promise<number> {
  const body = await response.body().catch(() => undefined);
  return body && body.length > 0 ? brotliCompressSync(body).length : 0;
}

const isClerk = ({ url }: { url: string }) => url.includes('/__clerk/');
const kilobytes = (list: Visit['responses']) => list.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
const scripts = ({ responses }: Visit) => responses.filter(({ kind }) => kind === 'script');

/** Bytes and requests of the pages a visitor, a person signing in and a tenant admin meet first. */
export async function measurePages(product: RunningProduct): Promise<Figure[]> {
  const tenant = `http://acme.localhost:${product.port}`;
  const browser = await openBrowser();
  const stranger = async (url: string, look?: (page: Page) => Promise<void>) => {
    const context = await browser.newContext();
    const result = await visit(context, url, look);
    await context.close();
    return result;
  };
  const home = await stranger(product.appUrl);
  const site = await stranger(tenant);
  const signInPage = await stranger(`${tenant}/sign-in`, async (page) => {
    await page.locator('input[name=identifier]').waitFor();
  });
  await browser.close();

  const person = await signIn(product);
  await visit(person.context, `${tenant}/dashboard`);
  const dashboard = await visit(person.context, `${tenant}/dashboard`);
  await person.close();

  const firstParty = (page: Visit) => scripts(page).filter((script) => !isClerk(script));
  return [
    { what: 'marketing home: script files', value: scripts(home).length, unit: 'files', aim: 0 },
    { what: 'marketing home: requests', value: home.responses.length, unit: 'requests', aim: 6 },
    { what: 'tenant home: JavaScript, Brotli', value: kilobytes(scripts(site)), unit: 'KB', aim: 12 },
    {
      what: 'tenant home: Clerk scripts',
      value: scripts(site).filter(isClerk).length,
      unit: 'files',
      aim: 0,
    },
    { what: 'sign-in: layout shift', value: signInPage.layoutShift, unit: 'shift', aim: 0 },
    {
      what: 'dashboard: first-party JavaScript, Brotli',
      value: kilobytes(firstParty(dashboard)),
      unit: 'KB',
      aim: 35,
    },
    {
      what: 'dashboard: scripts of Clerk’s prebuilt interface',
      value: scripts(dashboard).filter((script) => isClerk(script) && /\/ui@/.test(script.url)).length,
      unit: 'files',
      aim: 0,
    },
  ];
}
