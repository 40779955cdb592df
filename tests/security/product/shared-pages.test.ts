import { beforeAll, describe, expect, test } from 'vitest';
import { product, request, type SignedIn, signIn } from '../../support/product.ts';
import { distinctCursor } from './distinct-cursor.ts';

const { hostOf } = product();
const [acme, globex] = [hostOf('acme'), hostOf('globex')];

const names: Record<string, string> = {
  'ada@acme.test': 'Ada Lindqvist',
  'joan@acme.test': 'Joan Marchetti',
  'linus@globex.test': 'Linus Haavisto',
};
const emails = Object.keys(names);
const people = new Map<string, SignedIn>();
beforeAll(async () => {
  for (const email of emails) people.set(email, await signIn(email));
});

async function seenBy(email: string | null, host: string, path: string) {
  const cookie = email ? ((await people.get(email)?.cookie()) ?? '') : '';
  return request(host, path, { headers: cookie ? { cookie } : {} });
}

/** What differs from answer to answer for everybody: the styles' nonce. */
const bodyOf = ({ body }: { body: string }) => body.replaceAll(/nonce="[^"]*"/g, '');
/** Of the visitor, not of who has signed: entries stand in a list. */
const aroundEntries = (body: string) => body.replace(/<ol[\s\S]*<\/ol>/, '');

describe('a page that is the same for everybody', () => {
  test.each([null, ...emails])(
    'first asked for by %s, says nothing of them and is everybody’s',
    async (first) => {
      const cursor = distinctCursor(2_000 + [null, ...emails].indexOf(first));
      for (const host of [acme, globex]) {
        const path = `/guestbook?cursor=${cursor}`;
        const filled = await seenBy(first, host, path);
        expect(filled.status).toBe(200);
        expect(filled.setCookie).toEqual([]);
        for (const name of Object.values(names)) expect(aroundEntries(filled.body)).not.toContain(name);
        for (const other of [null, ...emails]) {
          const copy = await seenBy(other, host, path);
          expect(copy.headers['cache-status'], `${other}`).toContain('hit');
          expect(bodyOf(copy)).toBe(bodyOf(filled));
        }
      }
    },
  );

  test('has no form, and no script of whoever signs people in', async () => {
    const { body } = await seenBy('ada@acme.test', acme, '/guestbook');
    expect(body).not.toMatch(/<form\b[^>]*method="post"/i);
    expect(body).not.toContain('clerk');
  });

  test('is given without a detour or a cookie to a browser whose session has run out', async () => {
    const cookie = '__client_uat=1763700000; __session=ey';
    for (const path of ['/guestbook', '/feed.xml', '/sitemap.xml', '/robots.txt', '/icon.svg']) {
      const answer = await request(acme, path, { headers: { cookie } });
      expect([path, answer.status, answer.setCookie]).toEqual([path, 200, []]);
    }
  });

  test('of one workspace is never given at another', async () => {
    await seenBy(null, acme, '/guestbook');
    const other = await seenBy(null, globex, '/guestbook');
    expect(other.body).not.toContain('Acme Instruments');
  });
});

describe('an island', () => {
  test.each(['/who', '/guestbook/island'])(
    '%s is kept by nobody, and each person gets their own',
    async (path) => {
      for (const host of [acme, globex]) {
        for (const email of [null, ...emails]) {
          const island = await seenBy(email, host, path);
          expect(island.status).toBe(200);
          expect(island.headers['cache-control']).toBe('private, no-store');
          expect(island.headers['cache-status'] ?? '').not.toMatch(/stored|hit/);
          const others = emails.filter((other) => other !== email).map((other) => names[other] ?? '');
          for (const name of others) expect(island.body, `${email} at ${host}`).not.toContain(name);
        }
      }
    },
  );

  test('asks anew what a person may do at this workspace', async () => {
    const dashboard = async (email: string | null, host: string) =>
      (await seenBy(email, host, '/who')).body.includes('/dashboard');
    expect(await dashboard('ada@acme.test', acme)).toBe(true);
    expect(await dashboard('ada@acme.test', globex)).toBe(false);
    expect(await dashboard('linus@globex.test', acme)).toBe(false);
    expect(await dashboard('joan@acme.test', acme)).toBe(false);
    expect(await dashboard(null, acme)).toBe(false);
  });

  test('leads back to no other site', async () => {
    for (const here of ['//evil.test', 'https://evil.test/', '/\\evil.test']) {
      const { body } = await seenBy(null, acme, `/who?here=${encodeURIComponent(here)}`);
      expect(body).not.toContain('evil.test');
    }
  });
});

test('a person’s own likes and ratings are on no page of a visitor', async () => {
  const path = `/posts/the-flood-of-the-fourteenth?cursor=${distinctCursor(2_100)}`;
  const own = await seenBy('ada@acme.test', acme, path);
  expect(own.body).toMatch(/aria-pressed="true"[^>]*>\s*<svg/);
  expect(own.headers['cache-control']).toBe('private, no-store');
  const visitors = await seenBy(null, acme, path);
  expect(visitors.body).toContain('Sign in to like this post');
  expect(visitors.body).not.toMatch(/<form[^>]*data-reaction/);
});

test('somebody who has not joined is led from the form to joining, and never back to the page they came from', async () => {
  const answer = await seenBy('linus@globex.test', acme, '/guestbook/sign');
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toMatch(/^\/join\?back=/);
});

test('somebody of another workspace has no place of their own here, and is led to joining', async () => {
  for (const path of ['/you', '/you/comments', '/you/reactions', '/you/notifications']) {
    const answer = await seenBy('linus@globex.test', acme, path);
    expect(answer.status, path).toBe(303);
    expect(answer.headers.location, path).toBe(`/join?back=${encodeURIComponent(path)}`);
  }
  const data = await seenBy('linus@globex.test', acme, '/you/data');
  expect(data.status).toBe(200);
  expect(data.headers['cache-control']).toBe('private, no-store');
  expect(data.body).not.toContain('href="/you/notifications"');
});

test('crawlers are led to the guestbook and the contact page, and away from what is personal', async () => {
  const [map, robots] = [await seenBy(null, acme, '/sitemap.xml'), await seenBy(null, acme, '/robots.txt')];
  for (const path of ['/guestbook', '/contact']) expect(map.body).toContain(`${path}</loc>`);
  for (const path of ['/who', '/guestbook/', '/you', '/dashboard'])
    expect(robots.body).toContain(`Disallow: ${path}\n`);
});

test('somebody who is not signed in gets neither entries of their own nor the form to report', async () => {
  const own = ['/you', '/you/comments', '/you/reactions', '/you/notifications', '/you/data'];
  const report = '/guestbook/report?entry=7de516b8-e669-42a7-8801-ef72e1fd1fdb';
  for (const path of ['/guestbook/mine', report, ...own]) {
    const answer = await seenBy(null, acme, path);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toMatch(/^\/sign-in\?/);
  }
});
