import { type BrowserContext, expect, type Page } from 'playwright/test';
import { dashboardPages } from '../security/product/dashboard-statuses.ts';
import { product, request, type SignedIn, signIn } from '../support/product.ts';
import { test } from './browser-test.ts';
import { furnishWithHostileTexts } from './furnish-with-hostile-texts.ts';
import { markOf, openTexts } from './overwrite-texts.ts';

/**
 * Whatever people write stays text, in every place that shows it. Browsers are told to ignore our Content Security
 * Policy here: it would hide that something was not escaped.
 */
test.describe.configure({ timeout: 240_000 });

const { host: root, consoleUrl } = product();

/** Somebody's own browser, which tells of every script that ran, every place it was led to and every canary asked for. */
async function open(
  context: BrowserContext,
  who: SignedIn | null,
  hosts: readonly string[],
  tell: (what: string) => void,
) {
  await context.addCookies(await cookiesOf(who, hosts));
  await context.exposeFunction('__xss', (which: unknown) => tell(`a script ran: ${which}`));
  await context.route('**/*', (route) =>
    new URL(route.request().url()).hostname === 'canary.test' ? route.abort() : route.fallback(),
  );
  const page = await context.newPage();
  page.on('request', (asked) => {
    if (/canary\.test|^(?:javascript|data:text)/.test(asked.url())) tell(`asked for ${asked.url()}`);
  });
  page.on('dialog', (dialog) => {
    tell(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return page;
}

async function cookiesOf(who: SignedIn | null, hosts: readonly string[]) {
  if (!who) return [];
  const pairs = (await who.cookie()).split('; ').map((pair) => pair.split('='));
  return hosts.flatMap((one) =>
    pairs.map(([name = '', ...value]) => ({ name, value: value.join('='), url: `http://${one}` })),
  );
}

/** What a page has that no page of ours has, and which marks are to be read on it. */
function look(page: Page) {
  return page.evaluate(() => {
    const wrong: string[] = [];
    const all = [...document.querySelectorAll('*')];
    for (const one of all) {
      for (const { name, value } of one.attributes) {
        if (name.startsWith('on')) wrong.push(`<${one.localName} ${name}="${value}">`);
        if (
          /^(?:href|src|action|formaction|xlink:href|data)$/.test(name) &&
          /^\s*(?:j\s*a\s*v\s*a|vb)\s*script:|^data:text/i.test(value)
        )
          wrong.push(`<${one.localName} ${name}="${value}">`);
      }
      // What is no program but data runs nowhere, as long as no bracket in it ends the element.
      const isData = /^application\/(?:ld\+)?json$/.test(one.getAttribute('type') ?? '');
      const text = /^(?:script|style)$/.test(one.localName) ? (one.textContent ?? '') : '';
      if (isData ? text.includes('<') : /__xss|canary\.test/.test(text))
        wrong.push(`with a hostile text in it: ${one.outerHTML.slice(0, 300)}`);
      if (/^(?:object|embed|math|marquee)$/.test(one.localName)) wrong.push(`<${one.localName}>`);
      one.dispatchEvent(new Event('pointerenter'));
      one.dispatchEvent(new Event('mouseover'));
    }
    const seen = document.documentElement.outerHTML.match(/zq\d+z/g) ?? [];
    return { wrong, seen: [...new Set(seen)] };
  });
}

test('no text that a person wrote runs as a script, wherever it is shown', async ({ browser }) => {
  const hostile = await furnishWithHostileTexts();
  const { slug, host, owner, guest, inquirer, invited } = hostile;
  const texts = await openTexts(slug);
  const faults = new Set<string>();
  const seen = new Set<string>();
  let at = '';
  const tell = (what: string) => faults.add(`${at}: ${what}`);
  const site = `http://${host}`;
  const detail = async (list: string, who: SignedIn): Promise<string[]> => {
    const { body } = await request(host, list, { headers: { cookie: await who.cookie() } });
    const links = body.matchAll(new RegExp(`href="(${list}/[\\w-]{36}(?:/preview)?)["?]`, 'g'));
    return [...new Set([...links].map(([, path = '']) => path))].slice(0, 2);
  };
  const ownDetails = (
    await Promise.all(
      [
        '/dashboard/posts',
        '/dashboard/inquiries',
        '/dashboard/members',
        '/dashboard/members/roles',
        '/dashboard/developers/webhooks',
        '/dashboard/newsletter/issues',
      ].map((list) => detail(list, owner)),
    )
  ).flat();
  const publicPages = [
    '/',
    '/posts/hostile-0',
    '/posts/hostile-1',
    '/guestbook',
    '/guestbook/mine',
    '/contact',
    '/newsletter',
    '/leave',
  ];
  for (const endpoint of ownDetails.filter((path) => path.includes('/webhooks/'))) {
    ownDetails.push(...(await detail(endpoint, owner)));
  }
  const spam = await detail('/dashboard/inquiries?state=spam'.split('?')[0] ?? '', owner);
  const operator = await signIn('olive@archipelago.test');
  const people = [
    {
      who: owner,
      hosts: [host, root],
      pages: [
        ...[...dashboardPages.filter((path) => !/search|results/.test(path)), ...ownDetails, ...spam].map(
          (path) => site + path,
        ),
        ...[...publicPages, '/feed.xml', '/sitemap.xml', '/robots.txt', '/icon.svg'].map(
          (path) => site + path,
        ),
        ...[
          '/dashboard/search?q=xss',
          '/dashboard/search/results?q=xss',
          '/dashboard/comments?state=visible',
          '/dashboard/inquiries?state=spam',
          '/account/data',
        ].map((path) => site + path),
        `http://${root}/workspaces`,
      ],
    },
    {
      who: guest,
      hosts: [host],
      pages: [...publicPages, '/who', '/account/data'].map((path) => site + path),
    },
    { who: null, hosts: [host], pages: ['/', '/sign-in', '/sign-up', '/nothing'].map((path) => site + path) },
    {
      who: operator,
      hosts: [host, root],
      pages: [
        `http://${root}/operator/workspaces?q=${slug}`,
        `http://${root}/operator`,
        `http://${root}/operator/billing/${slug}`,
        `${site}/support-visit`,
      ],
    },
  ];
  const browsers = await Promise.all(
    people.map(async ({ who, hosts, pages }) => {
      const context = await browser.newContext({ bypassCSP: true });
      return { context, page: await open(context, who, hosts, tell), who, hosts, pages };
    }),
  );
  async function goRound(): Promise<void> {
    for (const { context, page, who, hosts, pages } of browsers) {
      for (const url of pages) {
        // A session's token lives for a minute, and a round takes longer where others work beside it.
        await context.addCookies(await cookiesOf(who, hosts));
        at = url;
        const answer = await page.goto(url).catch(() => null);
        if (!answer || (answer.status() >= 400 && !url.endsWith('/nothing')))
          tell(`answers ${answer?.status()}`);
        // A page that leads away by itself takes what was looked at with it.
        const looked = await look(page).catch(() => ({ wrong: ['led away'], seen: [] }));
        for (const what of looked.wrong) tell(what);
        for (const mark of looked.seen) seen.add(mark);
        const { host: ledTo, pathname } = new URL(page.url());
        if (ledTo !== new URL(url).host || (who && pathname === '/sign-in')) tell(`led to ${page.url()}`);
      }
    }
  }

  const written = new Set<string>();
  for (const how of ['texts', 'addresses'] as const) {
    for (const column of await texts.overwrite(how)) written.add(column);
    await goRound();
  }

  const mails = browsers[0];
  for (const address of [inquirer, invited, owner.email, guest.email]) {
    const list = (await (
      await fetch(`${consoleUrl}/mail.json?to=${encodeURIComponent(address)}`)
    ).json()) as { html?: string | null; id: string }[];
    for (const { id } of list) {
      at = `mail ${id} to ${address}`;
      const body = await (await fetch(`${consoleUrl}/mail/${id}/html`)).text();
      await mails?.page.setContent(body);
      for (const what of (await look(mails?.page as Page)).wrong) tell(what);
      await mails?.page.goto(`${consoleUrl}/mail/${id}`);
      for (const what of (await look(mails?.page as Page)).wrong) tell(what);
    }
  }
  await texts.close();
  await Promise.all(browsers.map(({ context }) => context.close()));
  const unseen = texts.columns
    .map(({ table, name }, index) => ({ column: `${table}.${name}`, mark: markOf(index) }))
    .filter(({ column, mark }) => written.has(column) && !seen.has(mark))
    .map(({ column }) => column);
  expect([...faults]).toEqual([]);
  // Of what was written, everything was looked at somewhere, but what mails have alone and why one came back.
  expect(
    unseen.filter((column) => !/^newsletter_(?:issue.body|subscriber.bounce_reason)$/.test(column)),
  ).toEqual([]);
  expect(written.size).toBeGreaterThan(20);
});
