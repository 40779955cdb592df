import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { type Answer, product, request } from '../../support/product.ts';
import { malformedXml, type ReadPage, readPage } from './read-page.ts';

const { host } = product();

/** Pages of the root that are made on demand: a form that says when it was given out, and what asks for a person. */
const onDemand = new Set(['/contact']);
const elsewhere = /^\/(sign-in|sign-up|workspaces|account|w\/acme|api\/v1\/openapi\.json)(\/|\?|$)/;
/** Other currencies of a page that is there once for search engines: `countries.test.ts` reads them. */
const variants = /^\/pricing\/\w+$/;

const answers = new Map<string, Answer>();
const pages = new Map<string, ReadPage>();
let listed: string[] = [];

async function get(path: string): Promise<Answer> {
  const known = answers.get(path);
  if (known) return known;
  const answer = await request(host, path);
  answers.set(path, answer);
  return answer;
}

/** Path of a link, seen from a page; null when it leads away from this site. */
function pathOf(link: string, from: string): { path: string; anchor: string } | null {
  const url = new URL(link, `http://${host}${from}`);
  return url.host === host ? { path: url.pathname + url.search, anchor: url.hash.slice(1) } : null;
}

beforeAll(async () => {
  const sitemap = await get('/sitemap.xml');
  listed = [...sitemap.body.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url ?? '').pathname);
  const waiting = ['/', ...listed];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (pages.has(path) || elsewhere.test(path) || variants.test(path)) continue;
    const answer = await get(path);
    if (!answer.headers['content-type']?.startsWith('text/html')) continue;
    const page = readPage(answer);
    pages.set(path, page);
    for (const link of page.links) {
      const target = pathOf(link, path);
      if (target) waiting.push(target.path);
    }
  }
});

/** Everything that is wrong with any page, each by its path. */
function faults(find: (page: ReadPage, path: string) => readonly string[]): string[] {
  return [...pages].flatMap(([path, page]) => find(page, path).map((fault) => `${path}: ${fault}`));
}

test('every page that a link leads to is in the sitemap, and every page of the sitemap is there', () => {
  expect(pages.size).toBeGreaterThan(40);
  expect([...pages.keys()].sort()).toEqual([...listed].sort());
  expect([...pages.keys()].filter((path) => answers.get(path)?.status !== 200)).toEqual([]);
});

test('every link leads somewhere, and every place on a page that is linked to is there', async () => {
  const wrong: string[] = [];
  for (const [from, page] of pages) {
    for (const link of page.links) {
      if (link === '' || link === '#') wrong.push(`${from}: an empty link`);
      const target = pathOf(link, from);
      if (!target) {
        if (!/^(https:|mailto:)/.test(link)) wrong.push(`${from}: ${link}`);
        continue;
      }
      const { status } = await get(target.path);
      if (status >= 400) wrong.push(`${from}: ${link} answers ${status}`);
      const on = pages.get(target.path);
      if (target.anchor && on && !on.ids.has(target.anchor))
        wrong.push(`${from}: ${link} is not on that page`);
    }
  }
  expect(wrong).toEqual([]);
});

test('every page has one heading of the first level, and none is empty', () => {
  expect(
    faults(({ headings }) => [
      ...(headings.filter(({ level }) => level === 1).length === 1 ? [] : ['not one h1']),
      ...headings.filter(({ text }) => text === '').map(({ level }) => `an empty h${level}`),
      ...headings
        .filter(({ level }, index) => index > 0 && level - (headings[index - 1]?.level ?? 0) > 1)
        .map(({ text }) => `“${text}” skips a level`),
    ]),
  ).toEqual([]);
});

test('every page has a title, a description and an address of its own', () => {
  const seen = new Set<string>();
  expect(
    faults(({ title, description, canonical }, path) =>
      [
        ['title', title],
        ['description', description],
        ['address', canonical],
      ].flatMap(([what, text]) => {
        const fault = !text
          ? [`no ${what}`]
          : seen.has(`${what} ${text}`)
            ? [`the ${what} of another page`]
            : [];
        seen.add(`${what} ${text}`);
        return what === 'address' && text && new URL(text).pathname !== path ? [`names ${text}`] : fault;
      }),
    ),
  ).toEqual([]);
});

test('every page has a picture for links to it, and every picture on it is there and described', async () => {
  const sources = new Set<string>();
  const wrong = faults(({ images, picture }) => {
    for (const { src } of images) sources.add(src);
    if (picture) sources.add(new URL(picture).pathname);
    return [
      ...(/^https?:/.test(picture) ? [] : ['no picture for links']),
      ...images.filter(({ alt, width }) => !alt || !width).map(({ src }) => `${src} is not described`),
    ];
  });
  for (const src of sources) {
    const { status, headers } = await get(src);
    if (status !== 200 || !/^image\/(avif|jpeg)$/.test(headers['content-type'] ?? '')) wrong.push(src);
  }
  expect(wrong).toEqual([]);
});

test('no page runs a script that its policy does not name, or loads one but the calculator', () => {
  expect(
    faults(({ inlineScripts, scriptFiles, hasStyleAttribute }, path) => {
      const policy = answers.get(path)?.headers['content-security-policy'] ?? '';
      const unnamed = inlineScripts.filter((text) => {
        return !policy.includes(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
      });
      return [
        ...unnamed.map((text) => `a script that is not named: ${text.slice(0, 60)}`),
        // Its form says that it was sent, and is not sent twice.
        ...(onDemand.has(path) ? [] : scriptFiles),
        ...(hasStyleAttribute ? ['a style attribute'] : []),
        ...(/unsafe|nonce-[^']*' 'self/.test(policy) ? [policy] : []),
        // The theme, and the calculator.
        ...(inlineScripts.length > (path === '/pricing' ? 2 : 1) ? ['more scripts'] : []),
      ];
    }),
  ).toEqual([]);
});

test('no word is glued to a link or code beside it', () => {
  expect(faults(({ glued }) => glued)).toEqual([]);
});

test('pages are files: no function is asked for them', () => {
  const asked = [...pages.keys()].filter((path) => answers.get(path)?.headers['x-request-id']);
  expect(asked).toEqual([...onDemand]);
  for (const path of pages.keys()) {
    if (onDemand.has(path)) continue;
    expect(answers.get(path)?.headers['cache-control'], path).toBe('public, max-age=0, must-revalidate');
    expect(answers.get(path)?.headers['x-content-type-options'], path).toBe('nosniff');
  }
});

test('the feeds are well formed and have every post and every release', async () => {
  const items = (body: string) =>
    [...body.matchAll(/<item>[\s\S]*?<link>([^<]+)<\/link>/g)].map(([, url]) => new URL(url ?? ''));
  const [blog, changelog, sitemap] = [
    await get('/blog.xml'),
    await get('/changelog.xml'),
    await get('/sitemap.xml'),
  ];
  for (const { status, headers, body } of [blog, changelog, sitemap]) {
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/xml/);
    expect(malformedXml(body)).toBeNull();
  }
  const posts = [...pages.keys()].filter((path) => path.startsWith('/blog/'));
  expect(
    items(blog.body)
      .map(({ pathname }) => pathname)
      .sort(),
  ).toEqual(posts.sort());
  const releases = items(changelog.body);
  expect(releases.length).toBeGreaterThan(0);
  for (const { pathname, hash } of releases) expect(pages.get(pathname)?.ids).toContain(hash.slice(1));
});

test('robots are told where the sitemap is, and language models where each page of the documentation is', async () => {
  const [robots, llms] = [await get('/robots.txt'), await get('/llms.txt')];
  expect(robots.body).toMatch(/^Sitemap: https?:\/\/\S+\/sitemap\.xml$/m);
  const named = new Set(
    [...llms.body.matchAll(/\]\(([^)]+)\)/g)].map(([, url]) => new URL(url ?? '').pathname),
  );
  expect(listed.filter((path) => path.startsWith('/docs/') && !named.has(path))).toEqual([]);
  for (const path of named) expect((await get(path)).status, path).toBe(200);
});
