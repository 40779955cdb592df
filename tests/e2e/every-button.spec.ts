import { type Browser, expect, type Page } from 'playwright/test';
import { crawl, patternOf } from '../integration/product/crawl-site.ts';
import { siteIn } from '../integration/product/site-in.ts';
import { product, type SignedIn, signIn } from '../support/product.ts';
import { test } from './browser-test.ts';
import { pressEveryButton } from './press-every-button.ts';
import { watchForFaults } from './watch-for-faults.ts';

/**
 * Every kind of page, for everybody, in a browser: it loads without a word in the console, nothing it asks for is
 * missing, nothing breaks its policy, and every button on it does something.
 */
test.describe.configure({ timeout: 240_000 });

const { appUrl, host, hostOf } = product();

/** What there is to press on a page and what runs on it, by kind: pages that are alike in this are looked at once. */
function shapeOf(body: string): string {
  const controls = body.match(/<(?:button|summary|script|dialog|details)\b[^>]*>/g) ?? [];
  const kinds = controls.map((tag) => {
    const [name = ''] = tag.match(/^<\w+/) ?? [];
    const source = /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? '';
    return `${name} ${(tag.match(/\sdata-[\w-]+/g) ?? []).join('')} ${/\stype="\w+"/.exec(tag)?.[0] ?? ''} ${source}`;
  });
  return [...new Set(kinds)].sort().join('\n');
}

const seen = new Set<string>();
const pressed = new Set<string>();

async function look(browser: Browser, who: SignedIn | null, starts: readonly string[]): Promise<string[]> {
  const page = await browser.newPage();
  const faults = await watchForFaults(page);
  const hosts = new Set(starts.map((start) => new URL(start).host));
  const visits = await crawl(starts, who, {
    samples: 1,
    within: (url) => hosts.has(url.host) && !url.pathname.startsWith('/w/'),
  });
  for (const { url, answer, parts } of visits.values()) {
    if (!parts?.whole || answer.status !== 200) continue;
    const shape = `${patternOf(url).replace(/^\w+\.localhost:\d+/, 'tenant')} ${shapeOf(answer.body)}`;
    if (seen.has(shape)) continue;
    seen.add(shape);
    if (who) await keepSession(page, who, [...hosts]);
    faults.at = url;
    await page.goto(url, { waitUntil: 'load' });
    faults.found.push(...(await pressEveryButton(page, pressed)).map((fault) => `${url}: ${fault}`));
  }
  await page.close();
  return faults.found;
}

async function keepSession(page: Page, who: SignedIn, hosts: readonly string[]): Promise<void> {
  const pairs = (await who.cookie()).split('; ').map((pair) => pair.split('='));
  const cookies = hosts.flatMap((one) =>
    pairs.map(([name = '', ...value]) => ({ name, value: value.join('='), url: `http://${one}` })),
  );
  await page.context().addCookies(cookies);
}

test('every page is quiet, and every button does something', async ({ browser }) => {
  const acme = `http://${hostOf('acme')}`;
  const found: string[] = [];
  for (const [email, starts] of [
    ['ada@acme.test', [`${acme}/dashboard`, `${acme}/account`, `${acme}/`]],
    ['grace@acme.test', [`${acme}/dashboard`]],
    ['alan@acme.test', [`${acme}/dashboard`]],
    ['joan@acme.test', [`${acme}/`, `${acme}/account`]],
    ['linus@globex.test', [`http://${hostOf('globex')}/dashboard`, `${acme}/`]],
    ['olive@archipelago.test', [`${appUrl}/operator`, `${appUrl}/workspaces`]],
  ] as const) {
    const faults = await look(browser, await signIn(email), starts);
    found.push(...faults.map((fault) => `${email}: ${fault}`));
  }
  const { host: arabic } = await siteIn('ar');
  found.push(...(await look(browser, null, [`http://${host}/`, `${acme}/`, `http://${arabic}/`])));
  expect([...new Set(found)]).toEqual([]);
  expect(seen.size).toBeGreaterThan(100);
});
