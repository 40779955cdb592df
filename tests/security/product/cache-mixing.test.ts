import { addressFormHeader, edgeHintHeader, signEdgeHint } from '@archipelago/routing/edge-hint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BareHost, startBareHost } from '../../bench/start-bare-host.ts';
import { product, productSetting, request, type SignedIn, signIn } from '../../support/product.ts';
import { root } from '../../support/source-files.ts';
import { privateTo } from './canaries.ts';
import { type Recorded, recordedCache } from './recorded-cache.ts';

const { host: rootHost } = product();
const seed = 20261121;
const draws = 260;

/** A guest, a member and the owner of Acme, the owner of Globex, and two that nobody knows. */
const people = [
  'nobody',
  'a session that ran out',
  'joan@acme.test',
  'alan@acme.test',
  'ada@acme.test',
  'linus@globex.test',
] as const;
const workspaces = ['acme', 'globex'] as const;
const pages: Record<(typeof workspaces)[number], readonly string[]> = {
  acme: ['', '/posts/the-flood-of-the-fourteenth', '/posts/how-we-name-a-station', '/guestbook'],
  globex: ['', '/guestbook'],
};
const everywhere = ['/feed.xml', '/sitemap.xml', '/contact', '/newsletter', '/who', '/sign-in', '/?cursor=x'];
const languages = ['en', 'de-AT,de;q=0.9', 'ar'];
const countries = [null, 'DE', 'US'] as const;
const forms = ['subdomain', 'path'] as const;

interface Question {
  who: (typeof people)[number];
  workspace: (typeof workspaces)[number];
  page: string;
  language: string;
  country: (typeof countries)[number];
  form: (typeof forms)[number];
}

let origin: BareHost;
const signedIn = new Map<string, SignedIn>();
beforeAll(async () => {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  origin = await startBareHost({ folder: root, environment });
  for (const email of people.slice(2)) signedIn.set(email, await signIn(email));
});
afterAll(() => origin.stop());

/** The same order for the same seed (mulberry32). */
function randomly(start: number): <Item>(items: readonly Item[]) => Item {
  let state = start;
  return (items) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return items[((mixed ^ (mixed >>> 14)) >>> 0) % items.length] as (typeof items)[number];
  };
}

/** As the edge hands it on: the workspace in the path, and what only the edge has seen in two headers. */
async function asked({ who, workspace, page, language, country, form }: Question): Promise<Request> {
  const host = form === 'subdomain' ? `${workspace}.${rootHost}` : rootHost;
  const hint = { host, form, country, t: Math.floor(Date.now() / 1000) };
  const cookie =
    who === 'a session that ran out'
      ? '__client_uat=1763700000; __session=ey'
      : await signedIn.get(who)?.cookie();
  const headers = new Headers({
    'accept-language': language,
    [addressFormHeader]: form,
    [edgeHintHeader]: await signEdgeHint(hint, productSetting('EDGE_SECRET')),
    ...(cookie ? { cookie } : {}),
  });
  return new Request(`http://${host}/w/${workspace}${page}`, { headers });
}

async function fresh(question: Question): Promise<Recorded> {
  const { url, headers } = await asked(question);
  const { host, pathname, search } = new URL(url);
  const answer = await request(host, pathname + search, {
    port: origin.port,
    headers: Object.fromEntries(headers),
  });
  const kept = Object.entries(answer.headers).flatMap(([name, value]) =>
    value ? [[name, value] as [string, string]] : [],
  );
  return { status: answer.status, headers: new Headers(kept), body: plain(answer.body) };
}

/** Without what differs from answer to answer for everybody. */
const plain = (body: string) =>
  body.replaceAll(
    /nonce="[^"]*"|name="stamp" value="[^"]*"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b(?=<\/code>)/g,
    '',
  );

interface Play {
  mixes: string[];
  hits: number;
  copies: ReturnType<ReturnType<typeof recordedCache>['copies']>;
}

/** Everybody asks for everything in random order, from one cache. `spoil` is a fault in what an answer declares. */
async function play(
  count: number,
  spoil: (answer: Recorded, question: Question) => void = () => undefined,
): Promise<Play> {
  const pick = randomly(seed);
  const cache = recordedCache();
  const mixes: string[] = [];
  for (let draw = 0; draw < count; draw += 1) {
    const workspace = pick(workspaces);
    const question: Question = {
      who: pick(people),
      workspace,
      page: pick([...pages[workspace], ...pages[workspace], ...everywhere]),
      language: pick(languages),
      country: pick(countries),
      form: pick(forms),
    };
    const about = JSON.stringify(question);
    const request = await asked(question);
    const copy = cache.find(request, question.country);
    const own = await fresh(question);
    if (!copy) {
      spoil(own, question);
      cache.keep(request, question.country, own, about);
    } else if (copy.body !== own.body || copy.status !== own.status) {
      // Somebody else may have written to the workspace meanwhile: then whoever filled the copy would get the new page too.
      const now = await fresh(JSON.parse(copy.madeFor) as Question);
      if (now.body !== own.body) mixes.push(`${about} was given the copy of ${copy.madeFor}`);
      else cache.keep(request, question.country, own, about);
    }
  }
  return { mixes, hits: cache.hits, copies: cache.copies() };
}

test('a cache that knows only what is declared gives nobody a page but their own', async () => {
  const { mixes, hits, copies } = await play(draws);
  expect(mixes).toEqual([]);
  expect(hits).toBeGreaterThan(40);
  expect(copies.length).toBeGreaterThan(10);
  const secrets = [...people.slice(2), ...privateTo('acme'), ...privateTo('globex')];
  for (const { body, headers, madeFor } of copies) {
    expect(headers.get('set-cookie'), madeFor).toBeNull();
    expect(
      secrets.filter((secret) => secret && body.includes(secret)),
      madeFor,
    ).toEqual([]);
    const other = madeFor.includes('"workspace":"acme"') ? 'Globex' : 'Acme Instruments';
    expect(body, madeFor).not.toContain(other);
  }
});

test.each<[string, (answer: Recorded, question: Question) => void]>([
  [
    'a page of somebody signed in is called public',
    ({ headers }, { who }) => {
      if (who.includes('@')) headers.set('netlify-cdn-cache-control', 'public, s-maxage=60');
    },
  ],
  ['what a page varies by is left out', ({ headers }) => headers.delete('netlify-vary')],
])('it is noticed when %s', async (_, spoil) => {
  expect((await play(80, spoil)).mixes.length).toBeGreaterThan(0);
});
