import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { product, type SignedIn, signIn, signUp } from '../../support/product.ts';
import { root as repository } from '../../support/source-files.ts';
import { crawl, isOwn, type Visit } from './crawl-site.ts';
import { englishIn } from './english-in.ts';
import { type Language, siteIn } from './site-in.ts';

/** Every link, file and form of every page, for everybody there is: none leads nowhere, and none is in two languages. */

const { appUrl, consoleUrl, hostOf } = product();
const at = (slug: string, path = '/') => `http://${hostOf(slug)}${path}`;
const everybodys = [`${appUrl}/`, at('acme'), at('globex')];
const ones = [`${appUrl}/account`, `${appUrl}/workspaces`, at('acme', '/account'), ...everybodys];

interface Crawl {
  who: string;
  signedIn: boolean;
  visits: Map<string, Visit>;
}

const crawls: Crawl[] = [];
const seeded = hostOf('manara');
/** By host: what its public pages speak. */
const languages = new Map<string, Language>([[seeded, 'ar']]);

async function crawlAs(who: string, session: SignedIn | null, starts: readonly string[]): Promise<void> {
  crawls.push({ who, signedIn: session !== null, visits: await crawl(starts, session) });
}

beforeAll(async () => {
  for (const language of ['de', 'es', 'ar'] as const) {
    const { host, owner, guest } = await siteIn(language);
    languages.set(host, language);
    const site = `http://${host}/`;
    await crawlAs(`nobody, ${language}`, null, [site]);
    await crawlAs(`guest, ${language}`, guest, [site, `${site}account`]);
    await crawlAs(`owner, ${language}`, owner, [site, `${site}account`, `${site}dashboard`]);
  }
  await crawlAs('nobody', null, [...everybodys, `${consoleUrl}/`]);
  await crawlAs('stranger', await signUp(), ones);
  await crawlAs('guest', await signIn('joan@acme.test'), ones);
  await crawlAs('member', await signIn('alan@acme.test'), [...ones, at('acme', '/dashboard')]);
  await crawlAs('admin', await signIn('grace@acme.test'), [...ones, at('acme', '/dashboard')]);
  await crawlAs('owner', await signIn('ada@acme.test'), [...ones, at('acme', '/dashboard')]);
  await crawlAs('owner on Free', await signIn('linus@globex.test'), [...ones, at('globex', '/dashboard')]);
  await crawlAs('operator', await signIn('olive@archipelago.test'), [...ones, `${appUrl}/operator`]);
}, 120_000);

/** Everything that is wrong with any page of anybody, each by where it is and who sees it. */
function faults(find: (visit: Visit, crawl: Crawl) => readonly string[]): string[] {
  const found = crawls.flatMap((one) =>
    [...one.visits.values()].flatMap((visit) =>
      find(visit, one).map((fault) => `${visit.url} (${one.who}): ${fault}`),
    ),
  );
  return [...new Set(found)];
}

test('everybody has pages of their own to go to', () => {
  for (const { who, visits } of crawls) {
    const least = who.startsWith('nobody,') || who.startsWith('guest,') ? 8 : 60;
    expect([...visits.values()].filter(({ parts }) => parts?.whole).length, who).toBeGreaterThan(least);
  }
});

test('every link leads to a page that is there for whoever sees it', () => {
  const wrong = faults(({ url, from, answer }, { signedIn }) => {
    const { status, headers } = answer;
    if (status === 200) return [];
    const leadsOn = [301, 302, 303, 307, 308].includes(status) ? new URL(headers.location ?? '', url) : null;
    if (!leadsOn) return [`answers ${status}, and ${from ?? 'the crawl'} leads there`];
    return signedIn && leadsOn.pathname === '/sign-in' ? [`asks to sign in again, from ${from}`] : [];
  });
  expect(wrong).toEqual([]);
});

test('no link is empty, and every place that is linked to is on its page', () => {
  const wrong = faults(({ url, parts, answer }, { visits }) =>
    answer.status !== 200
      ? []
      : (parts?.links ?? []).flatMap((link) => {
          if (link === '' || link === '#' || !URL.canParse(link, url)) return [`the link “${link}”`];
          const target = new URL(link, url);
          // The local Stripe has its bills at an address of its own.
          if (!isOwn(target))
            return /^(?:https|mailto):$/.test(target.protocol) || url.startsWith(consoleUrl) ? [] : [link];
          const anchor = decodeURIComponent(target.hash.slice(1));
          target.hash = '';
          const there = visits.get(target.href)?.parts;
          return anchor && there && !there.ids.includes(anchor) ? [`${link} is not there`] : [];
        }),
  );
  expect(wrong).toEqual([]);
});

test('every form is sent to an action that there is, at a page that is there', () => {
  const asked = new Set<string>();
  const wrong = faults(({ url, parts }) =>
    (parts?.forms ?? []).flatMap(({ action, method }) => {
      if (method === 'get' || url.startsWith(consoleUrl)) return [];
      if (action === '' || !URL.canParse(action, url)) return [`a form sent to “${action}”`];
      const { pathname, searchParams } = new URL(action, url);
      const name = searchParams.get('_action');
      // The page itself looks at what was written, or the person leaves.
      if (!name) return [new URL(url).pathname, '/account/sign-out'].includes(pathname) ? [] : [action];
      asked.add(name);
      const [area = '', own = ''] = name.split('.');
      return isAction(area, own) ? [] : [`the action ${name}, which is not there`];
    }),
  );
  expect(wrong).toEqual([]);
  expect(asked.size).toBeGreaterThan(50);
});

function isAction(area: string, own: string): boolean {
  const source = readFileSync(join(repository, `apps/web/src/actions/${area}.ts`), 'utf8');
  return new RegExp(`(?:^  |[{] )${own}\\b`, 'm').test(source);
}

test('every page has one heading of the first level, a title, and no heading without words', () => {
  expect(
    faults(({ parts, answer }) => {
      if (!parts?.whole || answer.status !== 200) return [];
      const first = parts.headings.filter(({ level }) => level === 1).length;
      return [
        ...(first === 1 ? [] : [`${first} headings of the first level`]),
        ...parts.headings.filter(({ text }) => text === '').map(({ level }) => `an empty h${level}`),
        ...(parts.title ? [] : ['no title']),
      ];
    }),
  ).toEqual([]);
});

test('an id is on a page once, and what is named by its id is there', () => {
  expect(
    faults(({ parts, answer }) => {
      if (!parts?.whole || answer.status !== 200) return [];
      const { ids, named } = parts;
      return [
        ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} twice`),
        ...named.filter((id) => !ids.includes(id)).map((id) => `nothing is called ${id}`),
      ];
    }),
  ).toEqual([]);
});

test('public pages speak the language of their workspace and no word of English beside it', () => {
  const speaks = (url: string) => {
    const { host, pathname } = new URL(url);
    // The team's own pages are in English everywhere.
    return /^\/(?:dashboard|support-visit)/.test(pathname) ? 'en' : (languages.get(host) ?? 'en');
  };
  expect(
    faults(({ url, parts }) => {
      if (!parts?.whole || url.startsWith(consoleUrl)) return [];
      const language = speaks(url);
      const said = `${parts.lang} ${parts.dir}`;
      const wanted = `${language} ${language === 'ar' ? 'rtl' : 'ltr'}`;
      return [
        ...(said.startsWith('en') && language === 'en' ? [] : said === wanted ? [] : [`speaks ${said}`]),
        // People write in many languages below what was seeded.
        ...(language === 'en' || new URL(url).host === seeded
          ? []
          : englishIn([parts.title, ...parts.texts], language)),
      ];
    }),
  ).toEqual([]);
});
