import { beforeAll, describe, expect, test } from 'vitest';
import { product, request, type SignedIn, signIn } from '../../support/product.ts';
import { pathEncodings } from '../routing/path-encodings.ts';
import { leaksIn, privateTo } from './canaries.ts';

const { host: root, hostOf } = product();
const acme = hostOf('acme');

/** Pages that neither a guest nor a person who is not signed in may see, and a text that only such a page has. */
const pages = [
  ['Acme’s overview', acme, '/dashboard', 'Overview, Acme Instruments'],
  ['Acme’s people', acme, '/dashboard/members', 'Members, Acme Instruments'],
  ['Acme’s settings', root, '/w/acme/dashboard/settings', 'Settings, Acme Instruments'],
  ['the operator’s page', root, '/operator', 'You run this platform'],
] as const;

const more: [string, (path: string) => string][] = [
  ['a letter, twice encoded', (path) => path.replace('a', '%2561')],
  ['the first letter, twice encoded', (path) => `/%25${hex(path[1])}${path.slice(2)}`],
  ['the last letter, encoded', (path) => `${path.slice(0, -1)}%${hex(path.at(-1))}`],
  ['the last letter, twice encoded', (path) => `${path.slice(0, -1)}%25${hex(path.at(-1))}`],
  ['the last letter, in capitals', (path) => path.slice(0, -1) + path.slice(-1).toUpperCase()],
  ['a capital first', (path) => `/${path[1]?.toUpperCase()}${path.slice(2)}`],
  ['a dotless i and a long s', (path) => path.replace('s', '%c5%bf').replace('i', '%c4%b1')],
  ['a combining mark', (path) => `${path}%cc%81`],
  ['decomposed letters', (path) => path.replace('a', 'a%cc%8a')],
  ['a right-to-left mark', (path) => `${path}%e2%80%8f`],
  ['a byte order mark', (path) => `/%ef%bb%bf${path.slice(1)}`],
  ['a vertical tab', (path) => `${path}%0b`],
  ['a query that looks like a path', (path) => `/sign-in?${path}`],
  ['a query behind an encoded question mark', (path) => `${path}%3f/posts`],
  ['a trailing dot', (path) => `${path}.`],
  ['a trailing tilde', (path) => `${path}~`],
  ['a page data suffix', (path) => `${path}/__data.json`],
  ['a server island', (path) => `/_server-islands/x?path=${path}`],
  ['an action of the same name', (path) => `/_actions${path}`],
  ['an image of it', (path) => `/_image?href=${path}`],
  ['an image of it from the platform', (path) => `/.netlify/images?url=${path}`],
];

const spellings = pages.flatMap(([what, host, path, mark]) =>
  [...pathEncodings, ...more]
    .map(([how, encode]) => [what, how, host, encode(path), mark] as const)
    .filter(([, , , written]) => written !== path),
);

const canaries = privateTo('acme');
let guest: SignedIn;
let owner: SignedIn;
let operator: SignedIn;

beforeAll(async () => {
  guest = await signIn('joan@acme.test');
  owner = await signIn('ada@acme.test');
  operator = await signIn('olive@archipelago.test');
});

test('the corpus is worth the name', () => {
  expect(new Set(spellings.map(([, , host, path]) => host + path)).size).toBeGreaterThan(300);
});

test.each(pages)(
  '%s is there for those who may see it, so that the corpus asks for something',
  async (...page) => {
    const [, host, path, mark] = page;
    const cookie = await (path === '/operator' ? operator : owner).cookie();
    const answer = await request(host, path, { headers: { cookie } });
    expect([answer.status, answer.body.includes(mark)]).toEqual([200, true]);
  },
);

test('some spellings lead there, for those who may', async () => {
  const encoded = await request(acme, '/%64ashboard/%6Dembers', {
    headers: { cookie: await owner.cookie() },
  });
  expect(encoded.status).toBe(200);
});

describe('however a path is written, nothing private is in the answer', () => {
  test.each(spellings)('%s, %s, to nobody and to a guest', async (_what, _how, host, path, mark) => {
    const [toNobody, toGuest] = await Promise.all([
      request(host, path),
      request(host, path, { headers: { cookie: await guest.cookie() } }),
    ]);
    for (const answer of [toNobody, toGuest]) {
      expect(answer.body).not.toContain(mark);
      expect(leaksIn(answer, canaries, 'joan@acme.test')).toEqual([]);
      expect(answer.status).toBeLessThan(500);
    }
  });
});

describe('a profile', () => {
  test.each([...pathEncodings, ...more])('%s: is shown to nobody who is signed out', async (_how, encode) => {
    for (const host of [root, acme]) {
      const answer = await request(host, encode('/account'));
      expect(answer.body).not.toContain('Your profile');
      expect(answer.status).toBeLessThan(500);
    }
  });
});

function hex(character = ''): string {
  return character.charCodeAt(0).toString(16);
}
