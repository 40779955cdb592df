import type { Page } from 'playwright';
import type { Figure } from './figure.ts';
import { openBrowser, signIn } from './sign-in.ts';
import { kilobytes, scripts, visit } from './visit.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

const isClerk = ({ url }: { url: string }) => url.includes('/__clerk/');

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
  const site = await stranger(tenant);
  const signInPage = await stranger(`${tenant}/sign-in`, async (page) => {
    await page.locator('input[name=identifier]').waitFor();
  });
  await browser.close();

  const person = await signIn(product);
  await visit(person.context, `${tenant}/dashboard`);
  const dashboard = await visit(person.context, `${tenant}/dashboard`);
  await person.close();

  const firstParty = (page: Parameters<typeof scripts>[0]) =>
    scripts(page).filter((script) => !isClerk(script));
  return [
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
