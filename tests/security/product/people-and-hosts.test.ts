import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, product, request, type SignedIn, signIn } from '../../support/product.ts';
import { root as repository } from '../../support/source-files.ts';
import { leaksIn, privateTo } from './canaries.ts';
import { dashboardColumns, dashboardStatuses, statusesOnFree } from './dashboard-statuses.ts';
import { differenceOf } from './difference-of.ts';

const { host: root, hostOf } = product();

type Standing = (typeof dashboardColumns)[number] | 'stranger';

/** Who everyone is in each of the two workspaces. A stranger is answered like a guest. */
const people: readonly (readonly [email: string | null, atAcme: Standing, atGlobex: Standing])[] = [
  [null, 'nobody', 'nobody'],
  ['joan@acme.test', 'guest', 'stranger'],
  ['alan@acme.test', 'member', 'stranger'],
  ['grace@acme.test', 'admin', 'stranger'],
  ['ada@acme.test', 'owner', 'stranger'],
  ['linus@globex.test', 'stranger', 'owner'],
  ['olive@archipelago.test', 'stranger', 'stranger'],
];

const matrix = people.flatMap(([email, atAcme, atGlobex]) => [
  [email ?? 'nobody', 'acme', atAcme, hostOf('acme'), ''] as const,
  [email ?? 'nobody', 'acme', atAcme, root, '/w/acme'] as const,
  [email ?? 'nobody', 'globex', atGlobex, hostOf('globex'), ''] as const,
  [email ?? 'nobody', 'globex', atGlobex, root, '/w/globex'] as const,
]);

const signedIn = new Map<string, SignedIn>();
beforeAll(async () => {
  for (const [email] of people) if (email) signedIn.set(email, await signIn(email));
});

async function ask(who: string, host: string, path: string) {
  const cookie = await signedIn.get(who)?.cookie();
  return request(host, path, { headers: cookie ? { cookie } : {} });
}

function expectedOf(standing: Standing, slug: string): Record<string, number> {
  const column = dashboardColumns.indexOf(standing === 'stranger' ? 'guest' : standing);
  const statuses = Object.entries(dashboardStatuses).map(([path, row]) => [path, row[column] ?? 0]);
  return {
    ...Object.fromEntries(statuses),
    ...(slug === 'globex' && standing === 'owner' && statusesOnFree),
  };
}

describe('a dashboard', () => {
  test('has no page that the table leaves out', () => {
    const folder = join(repository, 'apps/web/src/pages/w/[workspace]/dashboard');
    const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.astro') || file.endsWith('.ts'))
      .map((file) => `/dashboard/${file}`.replace(/(\/index)?\.(?:astro|ts)$/, ''));
    expect(Object.keys(dashboardStatuses)).toEqual(expect.arrayContaining(pages));
  });

  test.each(matrix)('%s at %s, %s there, at %s%s', async (who, slug, standing, host, base) => {
    const answers = await Promise.all(
      Object.keys(dashboardStatuses).map(async (path) => [path, await ask(who, host, base + path)] as const),
    );
    expect(Object.fromEntries(answers.map(([path, { status }]) => [path, status]))).toEqual(
      expectedOf(standing, slug),
    );
    for (const [path, answer] of answers) {
      const canaries = privateTo(answer.status === 200 ? (slug === 'acme' ? 'globex' : 'acme') : slug);
      expect(leaksIn(answer, canaries, who), path).toEqual([]);
    }
  });

  test.each(people.map(([email]) => [email ?? 'nobody']))(
    '%s finds no tenant below the path of a tenant’s own host',
    async (who) => {
      for (const [host, slug] of [
        [hostOf('acme'), 'globex'],
        [hostOf('globex'), 'acme'],
        [hostOf('acme'), 'acme'],
      ] as const) {
        const paths = Object.keys(dashboardStatuses).map((path) => `/w/${slug}${path}`);
        const answers = await Promise.all(paths.map((path) => ask(who, host, path)));
        expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404));
      }
    },
  );
});

describe('signed out, a dashboard asks to sign in and comes back to itself', () => {
  test.each([
    [hostOf('acme'), '/dashboard/members?role=admin'],
    [root, '/w/acme/dashboard/members?role=admin'],
  ])('%s%s', async (host, path) => {
    const { headers } = await ask('nobody', host, path);
    expect(headers.location).toBe(`/sign-in?redirect_url=${encodeURIComponent(path)}`);
  });

  test('whether the workspace exists or not is told alike, before anyone has signed in', async () => {
    const closed = await ask('nobody', hostOf('globex'), '/dashboard');
    const absent = await ask('nobody', hostOf('nobody-here'), '/dashboard');
    expect([closed.status, absent.status]).toEqual([303, 404]);
  });
});

describe('a workspace one does not belong to answers as one that does not exist', () => {
  const strangers = matrix.filter(([, , standing]) => standing === 'stranger' || standing === 'guest');

  test.each(strangers)('to %s, %s (%s) at %s%s', async (who, slug, _standing, host, base) => {
    const absentHost = base === '' ? hostOf('nobody-here') : root;
    const absentBase = base === '' ? '' : '/w/nobody-here';
    const names = ({ headers }: Answer) => Object.keys(headers).sort();
    await Promise.all(
      Object.keys(dashboardStatuses).map(async (path) => {
        const [closed, absent] = await Promise.all([
          ask(who, host, base + path),
          ask(who, absentHost, absentBase + path),
        ]);
        expect(differenceOf(closed, absent, [slug, 'nobody-here']), path).toBeNull();
        expect(names(closed), path).toEqual(names(absent));
      }),
    );
  });
});

describe('pages of the platform', () => {
  test.each([
    ['nobody', '/operator', 404],
    ['ada@acme.test', '/operator', 404],
    ['linus@globex.test', '/operator', 404],
    ['olive@archipelago.test', '/operator', 200],
    ['nobody', '/operator/health', 404],
    ['ada@acme.test', '/operator/health', 404],
    ['olive@archipelago.test', '/operator/health', 200],
    ['ada@acme.test', '/operator/workspaces', 404],
    ['olive@archipelago.test', '/operator/workspaces', 200],
    ['nobody', '/operator/billing', 404],
    ['ada@acme.test', '/operator/billing', 404],
    ['olive@archipelago.test', '/operator/billing', 200],
    ['ada@acme.test', '/operator/billing/acme', 404],
    ['olive@archipelago.test', '/operator/billing/acme', 200],
    ['olive@archipelago.test', '/operator/billing/nobody-is-here', 404],
    ['olive@archipelago.test', '/operator/billing/acme/evt_none', 404],
    ['ada@acme.test', '/operator/jobs', 404],
    ['olive@archipelago.test', '/operator/jobs', 200],
    ['nobody', '/workspaces', 303],
    ['nobody', '/workspaces/new', 303],
    ['ada@acme.test', '/workspaces', 200],
    ['joan@acme.test', '/workspaces', 200],
    ['olive@archipelago.test', '/workspaces', 303],
    ['nobody', '/account', 303],
    ['joan@acme.test', '/account', 200],
    ['nobody', '/api/workspace-address?slug=acme', 401],
    ['joan@acme.test', '/api/workspace-address?slug=acme', 200],
  ])('%s at %s gets %d', async (who, path, status) => {
    expect((await ask(who, root, path)).status).toBe(status);
  });

  test('a list of workspaces names one’s own alone', async () => {
    const list = await ask('joan@acme.test', root, '/workspaces');
    expect(list.body).toContain('Acme Instruments');
    expect(list.body).not.toContain('Globex');
  });

  // Globex is seeded open to support, Acme closed.
  test.each([
    ['olive@archipelago.test', 'globex', 200],
    ['olive@archipelago.test', 'acme', 404],
    ['linus@globex.test', 'globex', 404],
    ['ada@acme.test', 'globex', 404],
    ['nobody', 'globex', 303],
    ['nobody', 'acme', 303],
  ])('the way in for support, to %s at %s, gets %d', async (who, slug, status) => {
    expect((await ask(who, hostOf(slug), '/support-visit')).status).toBe(status);
  });

  test.each(['/operator', '/workspaces', '/workspaces/new', '/pricing'])(
    '%s is not on a tenant’s host',
    async (path) => {
      expect((await ask('olive@archipelago.test', hostOf('acme'), path)).status).toBe(404);
    },
  );

  test('the operator’s page closed to a person is the 404 of an address that does not exist', async () => {
    const closed = await ask('ada@acme.test', root, '/operator');
    const absent = await ask('ada@acme.test', root, '/operators');
    expect(differenceOf(closed, absent)).toBeNull();
  });
});

describe('a session', () => {
  test('that was made at one tenant’s host is nobody’s at another', async () => {
    const atAcme = await signIn('ada@acme.test', { host: hostOf('acme') });
    const cookie = await atAcme.cookie();
    expect((await request(hostOf('acme'), '/dashboard', { headers: { cookie } })).status).toBe(200);
    for (const [host, path] of [
      [hostOf('globex'), '/dashboard'],
      [root, '/w/acme/dashboard'],
      [root, '/workspaces'],
    ] as const) {
      const answer = await request(host, path, { headers: { cookie } });
      expect([303, 401]).toContain(answer.status);
      expect(leaksIn(answer, privateTo('acme'))).toEqual([]);
    }
  });

  test.each([
    ['unsigned', (token: string) => token.replace(/\.[^.]+$/, '.')],
    ['with another’s signature', (token: string) => token.replace(/.{20}$/, 'A'.repeat(20))],
    ['that names another person', (token: string) => forged(token, { sub: 'user_local_ada' })],
    ['with no algorithm', (token: string) => forged(token, {}, { alg: 'none' })],
    ['signed with the public key as a secret', (token: string) => forged(token, {}, { alg: 'HS256' })],
    ['that was put off', (token: string) => forged(token, { exp: 4_102_444_800 })],
  ])('%s opens nothing', async (_what, change) => {
    const cookie = (await signedIn.get('alan@acme.test')?.cookie()) ?? '';
    const changed = cookie.replace(
      /(__session[^=;]*)=([^;]+)/g,
      (_all, name, token) => `${name}=${change(token)}`,
    );
    expect(changed).not.toBe(cookie);
    const answer = await request(hostOf('acme'), '/dashboard/members', { headers: { cookie: changed } });
    expect([303, 307]).toContain(answer.status);
    expect(leaksIn(answer, privateTo('acme'))).toEqual([]);
  });
});

function forged(token: string, claims: object, header: object = {}): string {
  const [head = '', payload = '', signature] = token.split('.');
  const over = (part: string, change: object) =>
    Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(part, 'base64url').toString()), ...change }),
    ).toString('base64url');
  return [over(head, header), over(payload, claims), signature].join('.');
}
