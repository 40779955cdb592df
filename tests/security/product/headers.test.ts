import { signEdgeHint } from '@archipelago/routing/edge-hint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WebProcess } from '../../integration/product/web-process.ts';
import {
  type Answer,
  product,
  productSetting,
  request,
  type SignedIn,
  signIn,
} from '../../support/product.ts';
import { forgedHeaders } from '../routing/forged-headers.ts';
import { contentOf, leaksIn } from './canaries.ts';
import { differenceOf } from './difference-of.ts';
import { distinctCursor } from './distinct-cursor.ts';
import { startSiteWithoutEdge } from './site-without-edge.ts';

const { host: root, hostOf } = product();
const acme = hostOf('acme');
const globex = hostOf('globex');

/**
 * Each is a question with one answer, whatever else a client writes into it. The path that the edge makes of it is
 * asked for around the edge too.
 */
const questions = [
  ['Acme’s home, to a guest', 'joan@acme.test', acme, '/', '/w/acme', 200],
  [
    'Acme’s people, to a member',
    'alan@acme.test',
    acme,
    '/dashboard/members',
    '/w/acme/dashboard/members',
    200,
  ],
  ['Acme’s overview below the path, to a member', 'alan@acme.test', root, '/w/acme/dashboard', null, 200],
  [
    'Acme’s audit log, to a member',
    'alan@acme.test',
    acme,
    '/dashboard/audit',
    '/w/acme/dashboard/audit',
    403,
  ],
  ['Acme’s dashboard, to a guest', 'joan@acme.test', acme, '/dashboard', '/w/acme/dashboard', 404],
  ['Acme’s dashboard, to Globex’s owner', 'linus@globex.test', acme, '/dashboard', '/w/acme/dashboard', 404],
  ['Acme’s dashboard, to nobody', null, acme, '/dashboard', '/w/acme/dashboard', 303],
  ['the operator’s page, to an owner', 'ada@acme.test', root, '/operator', null, 404],
  ['the sign-in page at Acme, to nobody', null, acme, '/sign-in', null, 200],
] as const;

const emails = [...new Set(questions.map(([, email]) => email).filter((email) => email !== null))];
const globexContent = contentOf('globex');
const people = new Map<string, SignedIn>();
const expected = new Map<string, Answer>();
let bare: WebProcess;

async function cookieOf(email: string | null): Promise<Record<string, string>> {
  return email === null ? {} : { cookie: (await people.get(email)?.cookie()) ?? '' };
}

beforeAll(async () => {
  for (const email of emails) people.set(email, await signIn(email));
  for (const [what, email, host, path] of questions) {
    expected.set(what, await request(host, path, { headers: await cookieOf(email) }));
  }
  bare = await startSiteWithoutEdge();
});

afterAll(() => bare?.stop());

const secret = productSetting('EDGE_SECRET');
const hint = { host: globex, form: 'subdomain', country: 'XX' } as const;
const seconds = () => Math.floor(Date.now() / 1000);

/** Hints that only the edge can sign: as if one had been seen, kept, or its secret known. Signed when they are sent. */
const hints: Record<string, () => Promise<string>> = {
  'signed for Globex': () => signEdgeHint({ ...hint, t: seconds() }, secret),
  'signed for the root': () => signEdgeHint({ ...hint, form: 'root', host: root, t: seconds() }, secret),
  'signed for a custom domain': () =>
    signEdgeHint({ ...hint, form: 'domain', host: 'evil.test', t: seconds() }, secret),
  'signed an hour ago': () => signEdgeHint({ ...hint, t: seconds() - 3600 }, secret),
  'signed in an hour': () => signEdgeHint({ ...hint, t: seconds() + 3600 }, secret),
  'signed with another secret': () => signEdgeHint({ ...hint, t: seconds() }, `${secret}x`),
};
const sent = async (value: string) => (await hints[value]?.()) ?? value;

const corpus: readonly (readonly [string, string])[] = [
  ...forgedHeaders,
  ...Object.keys(hints).map((value) => ['x-archipelago-edge', value] as const),
  ['X-ARCHIPELAGO-EDGE', 'signed for Globex'],
  ['x-archipelago-form', 'domain'],
  ['x-forwarded-host', globex],
  ['X-Forwarded-Host', `${globex}/w/globex`],
  ['x-forwarded-for', '6.6.6.6'],
  ['x-forwarded-for', '127.0.0.1, 6.6.6.6'],
  ['x-forwarded-proto', 'javascript'],
  ['forwarded', `for=6.6.6.6;host=${globex};proto=https;by=evil.test`],
  ['x-original-host', globex],
  ['x-original-url', '/w/globex/dashboard/members'],
  ['x-rewrite-url', '/w/globex/dashboard/members'],
  ['x-invoke-path', '/w/globex'],
  ['x-matched-path', '/w/globex'],
  ['x-proxy-host', globex],
  ['x-backend-host', globex],
  ['x-tenant', 'globex'],
  ['x-tenant-slug', 'globex'],
  ['x-organization-id', 'org_local_globex'],
  ['x-user-id', 'user_local_ada'],
  ['x-clerk-user-id', 'user_local_ada'],
  ['x-clerk-debug', '1'],
  ['x-role', 'owner'],
  ['x-operator', 'true'],
  ['authorization', 'Bearer user_local_ada'],
  ['authorization', 'Basic YWRhOmNvcnJlY3QtaG9yc2UtYmF0dGVyeQ=='],
  ['referer', `http://${globex}/dashboard`],
  ['accept-language', '../../w/globex'],
  ['x-nf-edge-functions', 'skip'],
  ['netlify-vary', 'query=none'],
  ['cdn-loop', 'netlify'],
  ['via', '1.1 localhost'],
  ['x-http-method-override', 'POST'],
];

test('the questions are answered as expected when nothing is forged', () => {
  const statuses = questions.map(([what]) => [what, expected.get(what)?.status]);
  expect(statuses).toEqual(questions.map(([what, , , , , status]) => [what, status]));
});

describe('a header that a client wrote changes neither the tenant nor the rights', () => {
  test.each(corpus)('%s: %s', async (name, value) => {
    await Promise.all(
      questions.map(async ([what, email, host, path]) => {
        const headers = { ...(await cookieOf(email)), [name]: await sent(value) };
        const answer = await request(host, path, { headers });
        expect(differenceOf(answer, expected.get(what) as Answer), what).toBeNull();
        expect(leaksIn(answer, globexContent, email ?? ''), what).toEqual([]);
      }),
    );
  });

  test('the same header twice', async () => {
    for (const name of new Set(corpus.map(([header]) => header.toLowerCase()))) {
      // Node itself keeps only the first of these two, and an address may have one only.
      if (['authorization', 'referer'].includes(name)) continue;
      const headers = { ...(await cookieOf('alan@acme.test')), [name]: ['acme', 'globex'] };
      const answer = await request(acme, '/dashboard/members', { headers });
      const usual = expected.get('Acme’s people, to a member') as Answer;
      expect(differenceOf(answer, usual), name).toBeNull();
    }
  });
});

describe('around the edge, the workspace comes from the path and the rights from the database', () => {
  // An address in place of a host changes the path itself, as the platform reads it: another question.
  const hostsAndNames = corpus.filter(([, value]) => !value.includes('/w/globex'));

  test.each(hostsAndNames)('%s: %s', async (name, value) => {
    await Promise.all(
      questions.map(async ([what, email, host, , inside, status]) => {
        if (inside === null) return;
        const headers = { ...(await cookieOf(email)), [name]: await sent(value) };
        const answer = await request(host, inside, { headers, port: bare.port });
        // What claims to come from Astro's own edge middleware is refused altogether.
        const allowed = [status, 403];
        // Nobody is signed in on a custom domain: with such a hint one has no rights at all.
        if (value === 'signed for a custom domain') allowed.push(303);
        expect(allowed, what).toContain(answer.status);
        expect(leaksIn(answer, globexContent, email ?? ''), what).toEqual([]);
      }),
    );
  });
});

describe('a Host header', () => {
  const port = root.split(':')[1];

  test.each([
    `ACME.localhost:${port}`,
    `Acme.LocalHost:${port}`,
    'acme.localhost',
    'acme.localhost:1',
    `acme.localhost.:${port}`,
  ])('%s is Acme', async (host) => {
    const answer = await request(host, '/dashboard/members', { headers: await cookieOf('alan@acme.test') });
    // A session counts for one origin: on an odd port the person may be asked to sign in again, but never elsewhere.
    expect([200, 303]).toContain(answer.status);
    expect(leaksIn(answer, globexContent)).toEqual([]);
    expect(answer.headers.location ?? '/').toMatch(/^\//);
  });

  test.each([
    `acme.localhost:${port}.evil.test`,
    'acme.localhost.evil.test',
    'evilacme.localhost.test',
    `globex.acme.localhost:${port}`,
    `acme.localhost:${port}@globex.localhost`,
    'acme%2elocalhost',
    'acme.localhost/w/globex',
    'acme_.localhost',
    '-acme.localhost',
    'acme..localhost',
    '.localhost',
    'admin.localhost',
    '10.0.0.1',
    '169.254.169.254',
    '[::]',
    'xn--acme-0ra.localhost',
    'acme.localhost:123456',
    'acme.localhost:port',
    '',
  ])('“%s” is nobody', async (host) => {
    const answer = await request(host, '/dashboard/members', { headers: await cookieOf('alan@acme.test') });
    expect([400, 404]).toContain(answer.status);
    expect(leaksIn(answer, [...globexContent, ...contentOf('acme')])).toEqual([]);
  });

  test('that comes twice is refused', async () => {
    for (const pair of [
      [acme, globex],
      [globex, acme],
    ]) {
      const answer = await request('', '/', { headers: { Host: pair } });
      expect([400, 404]).toContain(answer.status);
    }
  });

  test('is not replaced by an address in the request line', async () => {
    const answer = await request(acme, `http://${globex}/`);
    expect(answer.status).toBe(400);
  });
});

describe('the shared cache', () => {
  // What carries an Authorization header is not kept at all.
  const keepable = corpus.filter(([name]) => name !== 'authorization');

  test.each(keepable)('cannot be filled with another tenant’s page through %s: %s', async (name, value) => {
    const index = corpus.findIndex((header) => header[0] === name && header[1] === value);
    const address = (cursor: string) => `/posts/how-we-name-a-station?cursor=${cursor}`;
    const [cursor, other] = [distinctCursor(index + 1), distinctCursor(0)];
    const path = address(cursor);
    const before = await request(acme, address(other));
    await request(acme, path, { headers: { [name]: await sent(value) } });
    const victim = await request(acme, path);
    expect(victim.headers['cache-status']).toContain('hit');
    expect(leaksIn(victim, [...globexContent, 'evil.test', '6.6.6.6'])).toEqual([]);
    expect(differenceOf(victim, before, [cursor, other])).toBeNull();
  });
});
