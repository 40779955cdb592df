import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownWorkspace, postForm, product, request, type SignedIn } from '../../support/product.ts';

const { host: root, hostOf, ownerUrl } = product();
let slug: string;
let owner: SignedIn;
let workspaceId: string;
let database: pg.Client;

beforeAll(async () => {
  ({ slug, owner } = await ownWorkspace());
  database = new pg.Client({ connectionString: ownerUrl });
  await database.connect();
  const { rows } = await database.query<{ id: string }>('select id from workspace where slug = $1', [slug]);
  workspaceId = rows[0]?.id ?? '';
});

afterAll(() => database?.end());

/** All that a change would leave behind: every command writes to the audit log in its own transaction. */
async function written(): Promise<unknown> {
  await database.query('begin');
  await database.query("select set_config('app.workspace_id', $1, true)", [workspaceId]);
  const { rows } = await database.query(
    `select (select count(*)::int from audit_event) as events, (select count(*)::int from invitation) as invitations,
      (select count(*)::int from post) as posts, (select tagline from workspace where id = $1) as tagline`,
    [workspaceId],
  );
  await database.query('commit');
  return rows[0];
}

const settings = { name: 'Taken over', tagline: 'Taken over', timeZone: 'UTC', language: 'en' };

/** Every door through which a form of a signed-in owner could change something. */
const doors = [
  ['the settings form', '/dashboard/settings?_action=workspaces.update', settings],
  [
    'an invitation',
    '/dashboard/members/invite?_action=members.invite',
    { addresses: 'eve@evil.test', role: 'admin' },
  ],
  ['a post', '/dashboard/posts/new?_action=posts.create', { title: 'Eve', body: 'Eve', publish: 'true' }],
  ['an action on the public page', '/?_action=workspaces.update', settings],
  ['a trial', '/dashboard/billing?_action=billing.startTrial', { plan: 'pro', interval: 'month' }],
] as const;

const sender = (over: Record<string, string | readonly string[]>) => over;

/** Headers a browser sends when the form is on another page than ours, or a program that has the cookie. */
const foreign: readonly (readonly [string, (host: string) => Record<string, string | readonly string[]>])[] =
  [
    ['another site', () => sender({ origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' })],
    ['another site, in an old browser', () => sender({ origin: 'https://evil.test' })],
    ['a sibling tenant', () => sender({ origin: `http://globex.${root}`, 'sec-fetch-site': 'same-site' })],
    ['a sibling tenant, in an old browser', () => sender({ origin: `http://globex.${root}` })],
    ['the root host', () => sender({ origin: `http://${root}`, 'sec-fetch-site': 'same-site' })],
    [
      'a host below the tenant’s',
      (host) => sender({ origin: `http://evil.${host}`, 'sec-fetch-site': 'same-site' }),
    ],
    [
      'another port of the tenant’s host',
      (host) => sender({ origin: `http://${host.replace(/:\d+/, ':81')}` }),
    ],
    ['a host that begins like the tenant’s', (host) => sender({ origin: `http://${host}.evil.test` })],
    ['an origin with the tenant’s host as user', (host) => sender({ origin: `http://${host}@evil.test` })],
    ['a sandboxed frame', () => sender({ origin: 'null' })],
    ['a sandboxed frame of the same page', () => sender({ origin: 'null', 'sec-fetch-site': 'same-origin' })],
    ['an origin that is none', () => sender({ origin: 'evil' })],
    ['an empty origin', () => sender({ origin: '' })],
    ['a page that hides its origin', () => sender({ 'sec-fetch-site': 'cross-site' })],
    ['an address typed by hand', () => sender({ 'sec-fetch-site': 'none' })],
    [
      'a page that lies about its site',
      () => sender({ origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' }),
    ],
    ['two origins', (host) => sender({ origin: [`http://${host}`, 'https://evil.test'] })],
    [
      'two sites',
      (host) => sender({ origin: `http://${host}`, 'sec-fetch-site': ['cross-site', 'same-origin'] }),
    ],
    ['a referrer alone', (host) => sender({ referer: `http://${host}/dashboard` })],
    ['a program that has the cookie', () => sender({})],
    [
      'a forged host for the same origin',
      () => sender({ origin: 'https://evil.test', 'x-forwarded-host': 'evil.test' }),
    ],
  ];

const types: readonly (readonly [string, (fields: Record<string, string>) => [string, string]])[] = [
  ['a form', (fields) => ['application/x-www-form-urlencoded', new URLSearchParams(fields).toString()]],
  ['plain text', (fields) => ['text/plain', new URLSearchParams(fields).toString()]],
  ['JSON', (fields) => ['application/json', JSON.stringify(fields)]],
  ['an upload', (fields) => ['multipart/form-data; boundary=x', multipart(fields)]],
];

function multipart(fields: Record<string, string>): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join('')}--x--\r\n`;
}

test('the same forms, sent from their own page, do change something', async () => {
  const host = hostOf(slug);
  const cookie = await owner.cookie();
  const before = await written();
  const [, path] = doors[0];
  const fields = { ...settings, name: `Workspace ${slug}`, tagline: 'Written by its owner' };
  const answer = await postForm(host, path, { fields, cookie });
  expect(answer.status).toBe(303);
  expect(await written()).not.toEqual(before);
});

describe.each(foreign)('sent by %s, nothing is written', (_who, headersAt) => {
  test.each(doors)('%s', async (_what, path, fields) => {
    const before = await written();
    const places = [
      [hostOf(slug), path],
      [root, `/w/${slug}${path.replace(/^\/(?=\?)/, '')}`],
    ] as const;
    for (const [host, target] of places) {
      for (const [type, encode] of types) {
        const [contentType, body] = encode(fields);
        // The root host is the page's own host there, and no stranger.
        if (host === root && headersAt(host).origin === `http://${root}`) continue;
        const headers = {
          cookie: await owner.cookie(),
          'content-type': contentType,
          ...headersAt(host),
        };
        const answer = await request(host, target, { method: 'POST', headers, body });
        expect([400, 403], `${type} to ${host}`).toContain(answer.status);
        expect(answer.setCookie, `${type} to ${host}`).toEqual([]);
      }
    }
    expect(await written()).toEqual(before);
  });
});

describe('other doors', () => {
  test.each(foreign)('%s signs nobody out', async (_who, headersAt) => {
    for (const host of [hostOf(slug), root]) {
      if (headersAt(host).origin === `http://${host}`) continue;
      const headers = {
        cookie: await owner.cookie(),
        'content-type': 'application/x-www-form-urlencoded',
        ...headersAt(host),
      };
      const answer = await request(host, '/account/sign-out', { method: 'POST', headers, body: 'back=/' });
      expect([400, 403]).toContain(answer.status);
    }
    const still = await request(root, '/account', { headers: { cookie: await owner.cookie() } });
    expect(still.status).toBe(200);
  });

  test.each(foreign)('%s creates no workspace', async (_who, headersAt) => {
    const taken = `x${slug}`;
    for (const path of ['/workspaces/new?_action=workspaces.create', '/_actions/workspaces.create']) {
      if (headersAt(root).origin === `http://${root}`) continue;
      const headers = {
        cookie: await owner.cookie(),
        'content-type': 'application/x-www-form-urlencoded',
        ...headersAt(root),
      };
      const body = new URLSearchParams({ name: 'Eve', slug: taken }).toString();
      const answer = await request(root, path, { method: 'POST', headers, body });
      expect([400, 403]).toContain(answer.status);
    }
    const { rows } = await database.query('select id from workspace where slug = $1', [taken]);
    expect(rows).toEqual([]);
  });

  test.each(foreign)('%s reaches none of Clerk’s changes', async (_who, headersAt) => {
    const host = hostOf(slug);
    for (const path of ['/__clerk/v1/client/sign_ins', '/__clerk/v1/client?_method=DELETE']) {
      const headers = {
        cookie: await owner.cookie(),
        'content-type': 'application/x-www-form-urlencoded',
        ...headersAt(host),
      };
      const answer = await request(host, path, { method: 'POST', headers, body: '' });
      expect([400, 403]).toContain(answer.status);
    }
  });

  test.each(['PUT', 'PATCH', 'DELETE'])('%s is refused like POST', async (method) => {
    for (const path of ['/?_action=workspaces.update', '/api/health', '/_actions/workspaces.create']) {
      const headers = { cookie: await owner.cookie(), origin: 'https://evil.test' };
      expect((await request(hostOf(slug), path, { method, headers, body: '' })).status).toBe(403);
    }
  });

  test('a link, an image or a prefetch changes nothing', async () => {
    const before = await written();
    for (const [, path, fields] of doors) {
      const query = new URLSearchParams(fields);
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        const headers = { cookie: await owner.cookie(), 'x-http-method-override': 'POST' };
        await request(hostOf(slug), `${path}&${query}`, { method, headers });
        await request(hostOf(slug), `${path}&_method=POST&${query}`, { method, headers });
      }
    }
    for (const action of ['workspaces.update', 'members.invite', 'workspaces.create']) {
      await request(hostOf(slug), `/_actions/${action}?name=x`, {
        headers: { cookie: await owner.cookie() },
      });
    }
    expect(await written()).toEqual(before);
  });

  test('no answer lets another site read it', async () => {
    for (const path of ['/api/workspace-address?slug=x', '/', '/dashboard', '/__clerk/v1/client']) {
      const headers = { cookie: await owner.cookie(), origin: 'https://evil.test' };
      for (const method of ['GET', 'OPTIONS']) {
        const answer = await request(hostOf(slug), path, {
          method,
          headers: { ...headers, 'access-control-request-method': 'POST' },
        });
        expect(answer.headers['access-control-allow-origin'], path).toBeUndefined();
        expect(answer.headers['access-control-allow-credentials'], path).toBeUndefined();
      }
    }
  });
});

describe('cookies that a sibling host may have thrown in', () => {
  test('a second session beside the person’s own never makes the answer the other’s', async () => {
    const other = await ownWorkspace();
    const own = await owner.cookie();
    const theirs = await other.owner.cookie();
    for (const cookie of [`${own}; ${theirs}`, `${theirs}; ${own}`]) {
      const answer = await request(hostOf(slug), '/dashboard', { headers: { cookie } });
      // One of the two is believed, whole; which one is the browser's order.
      expect([200, 303, 307, 404]).toContain(answer.status);
      expect(answer.body.includes(owner.email) && answer.body.includes(other.owner.email)).toBe(false);
      const profile = await request(root, '/account', { headers: { cookie } });
      expect(profile.body.includes(owner.email) && profile.body.includes(other.owner.email)).toBe(false);
    }
  });

  test('the same cookie twice, with garbage, opens nothing that one alone does not', async () => {
    const own = await owner.cookie();
    for (const cookie of [`__session=x; ${own}`, `${own}; __session=x`, `__client_uat=0; ${own}`]) {
      const answer = await request(hostOf(slug), '/dashboard', { headers: { cookie } });
      expect([200, 303, 307]).toContain(answer.status);
    }
    const [, session] = /__session=([^;]+)/.exec(own) ?? [];
    for (const cookie of [
      `__session_evil=${session}`,
      `__Secure-__session=${session}`,
      `__Host-__session=${session}`,
      `session=${session}`,
      `__session=${session}x`,
    ]) {
      const answer = await request(hostOf(slug), '/dashboard', { headers: { cookie } });
      expect([303, 307], cookie.slice(0, 20)).toContain(answer.status);
    }
  });
});
