import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Answer,
  postForm,
  product,
  request,
  type SignedIn,
  signIn,
  signUp,
} from '../../support/product.ts';
import { redirectCorpus } from './redirect-corpus.ts';

const { host: root, hostOf } = product();
const acme = hostOf('acme');
const hosts = [root, acme];

let member: SignedIn;
let newcomer: SignedIn;
beforeAll(async () => {
  member = await signIn('alan@acme.test');
  newcomer = await signUp();
});

/** Whether a browser that is on `host` and goes to `target` stays with us. */
function staysHere(target: string, host: string): boolean {
  const base = `http://${host}/sign-in`;
  if (!URL.canParse(target, base)) return true;
  const { protocol, host: actual, username } = new URL(target, base);
  const isOurs = actual === root || actual.endsWith(`.${root}`);
  return protocol === 'http:' && isOurs && username === '';
}

function decodeEntities(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_all, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

/** Every address a page gives the browser to go to: links, forms, and the properties of Clerk's components. */
function targetsIn({ headers, body }: Answer): string[] {
  const attributes = [...body.matchAll(/\s(?:href|action|formaction|src|content)=(?:"([^"]*)"|'([^']*)')/gi)]
    .map(([, double, single]) => decodeEntities(double ?? single ?? ''))
    .filter((value) => !value.startsWith('width='));
  const properties = [...body.matchAll(/<script[^>]*data-clerk-properties[^>]*>([^<]*)<\/script>/g)].flatMap(
    ([, json]) => stringsOf(JSON.parse(json ?? '{}')).filter((value) => /[/:\\]/.test(value)),
  );
  const { location, refresh } = headers;
  return [
    ...attributes,
    ...properties,
    ...(location === undefined ? [] : [location]),
    ...(refresh ? [refresh] : []),
  ];
}

/** Clerk's scripts and pictures; nobody is sent there. */
const known = /^https:\/\/(?:img\.clerk\.com|github\.com|docs\.)/;

function strays(answer: Answer, host: string): string[] {
  return targetsIn(answer).filter((target) => !known.test(target) && !staysHere(target, host));
}

describe('the corpus', () => {
  test('leads away from a page that believes it', () => {
    const leading = redirectCorpus.filter((target) => !staysHere(target, acme));
    expect(leading.length).toBeGreaterThan(40);
  });
});

describe('whatever a link says, nobody is sent away', () => {
  test.each(redirectCorpus)('%j', async (target) => {
    const encoded = encodeURIComponent(target.replace(/[\ud800-\udfff]/g, ''));
    const doors = [
      ...['/sign-in', '/sign-up', '/sign-in/factor-one'].flatMap((page) => [
        [page, `redirect_url=${encoded}`, null],
        [page, `redirect_url=${encoded}`, member],
        [page, `redirect_url=/dashboard&redirect_url=${encoded}`, member],
      ]),
      ['/sign-in', `__clerk_redirect_url=${encoded}&redirect_url=${encoded}`, member],
      ['/sign-in', `back=${encoded}&next=${encoded}&return_to=${encoded}&url=${encoded}`, member],
      ['/workspaces', `__clerk_redirect_url=${encoded}`, null],
    ] as [string, string, SignedIn | null][];
    for (const host of hosts) {
      await Promise.all(
        doors.map(async ([page, query, person]) => {
          const headers = person ? { cookie: await person.cookie() } : {};
          const answer = await request(host, `${page}?${query}`, { headers });
          expect(answer.status, page).toBeLessThan(500);
          expect(strays(answer, host), `${host}${page}?${query}`).toEqual([]);
        }),
      );
    }
  });
});

describe('whatever a tenant’s link says, nobody is sent away', () => {
  test.each(redirectCorpus)('%j', async (target) => {
    const encoded = encodeURIComponent(target);
    for (const [path, person] of [
      [`/join?back=${encoded}`, newcomer],
      [`/join?back=${encoded}`, member],
      [`/join?back=${encoded}&redirect_url=${encoded}`, null],
      [`/invitation?token=x&back=${encoded}`, newcomer],
      [`/dashboard?redirect_url=${encoded}&__clerk_redirect_url=${encoded}`, null],
      [`/dashboard/billing?session_id=${encoded}&back=${encoded}`, null],
    ] as const) {
      const headers = person ? { cookie: await person.cookie() } : {};
      const answer = await request(acme, path, { headers });
      expect(answer.status, path).toBeLessThan(500);
      expect(strays(answer, acme), path).toEqual([]);
    }
  });
});

describe('whatever a form says, signing out stays here', () => {
  test.each(redirectCorpus)('%j', async (target) => {
    for (const host of hosts) {
      const answer = await postForm(host, '/account/sign-out', { fields: { back: target } });
      expect(answer.status).toBe(303);
      expect(strays(answer, host)).toEqual([]);
    }
  });
});

describe('whatever its address says, Clerk’s handshake comes back to the host it was asked on', () => {
  test.each(redirectCorpus)('%j', async (target) => {
    const encoded = encodeURIComponent(target);
    const path = `/__clerk/v1/client/handshake?redirect_url=${encoded}&__clerk_api_version=2026-05-12`;
    const answer = await request(acme, path);
    expect(answer.status).toBeLessThan(500);
    const { location } = answer.headers;
    if (location !== undefined) expect(new URL(location).host).toBe(acme);
  });
});

describe('what a path says is no host either', () => {
  test.each([
    '//evil.test',
    '/\\evil.test',
    '//evil.test/%2f..',
    '/%5cevil.test',
    '/.//evil.test',
    '//evil.test//',
  ])('%s', async (path) => {
    for (const host of hosts) {
      const answer = await request(host, path, { headers: { cookie: await member.cookie() } });
      expect(answer.headers.location).toBeUndefined();
      expect(answer.status).toBe(404);
    }
  });
});

describe('a way back to a page here is kept', () => {
  test.each(['/dashboard/members?role=admin', '/', '/posts/how-we-name-a-station', '/invitation?token=abc'])(
    '%s',
    async (back) => {
      const headers = { cookie: await member.cookie() };
      const answer = await request(acme, `/sign-in?redirect_url=${encodeURIComponent(back)}`, { headers });
      expect([answer.status, answer.headers.location]).toEqual([303, back]);
    },
  );
});
