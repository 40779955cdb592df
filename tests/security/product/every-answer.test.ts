import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Answer,
  product,
  type RequestOptions,
  request,
  type SignedIn,
  signIn,
} from '../../support/product.ts';
import { dashboardPages } from './dashboard-statuses.ts';
import { distinctCursor } from './distinct-cursor.ts';

const { host: root, hostOf } = product();
const acme = hostOf('acme');

type Question = readonly [
  what: string,
  host: string,
  path: string,
  status: number,
  options?: Omit<RequestOptions, 'headers'> & { headers?: Record<string, string>; as?: string },
];

const form = { 'content-type': 'application/x-www-form-urlencoded', origin: `http://${acme}` };
const json = { 'content-type': 'application/json' };
const post = (headers: Record<string, string>, body = '') => ({ method: 'POST', headers, body });

/** Answers of every kind, from every layer that answers by itself. */
const pages: readonly Question[] = [
  ['a tenant’s home', acme, '/', 200],
  ['a tenant’s home below the path', root, '/w/acme', 200],
  ['a post', acme, '/posts/how-we-name-a-station', 200],
  ['the sign-in page', root, '/sign-in', 200],
  ['a tenant’s sign-in page', acme, '/sign-in', 200],
  ['an invitation that is not one', acme, '/invitation?token=nothing', 404],
  ['a dashboard page', acme, '/dashboard/members', 200, { as: 'ada@acme.test' }],
  ['a profile', acme, '/account', 200, { as: 'ada@acme.test' }],
  ['a list of workspaces', root, '/workspaces', 200, { as: 'ada@acme.test' }],
  ['a page asked for by its head', acme, '/', 200, { method: 'HEAD' }],
  ['a page asked for oddly', acme, '/', 200, { method: 'PATCH', headers: { origin: `http://${acme}` } }],
  ['a page a role may not see', acme, '/dashboard/audit', 403, { as: 'alan@acme.test' }],
  ['a dashboard closed to a person', acme, '/dashboard', 404, { as: 'linus@globex.test' }],
  ['an address that does not exist', root, '/nothing', 404],
  ['a workspace that does not exist', hostOf('nobody-here'), '/', 404],
  ['a file that does not exist', root, '/_astro/nothing.js', 404],
  ['a damaged page link', acme, '/?cursor=damaged', 400],
  [
    'a form sent by another site',
    acme,
    '/?_action=members.joinAsGuest',
    403,
    post({ ...form, origin: 'https://evil.test' }),
  ],
  ['a form of an action that does not exist', acme, '/?_action=nothing.here', 404, post(form)],
  ['a form of half an action’s name', acme, '/?_action=members', 404, post(form)],
  [
    'a damaged upload',
    acme,
    '/?_action=members.joinAsGuest',
    415,
    post({ ...form, 'content-type': 'multipart/form-data' }, 'x'),
  ],
  ['JSON sent to a form', acme, '/?_action=members.joinAsGuest', 400, post({ ...form, ...json }, '{bad')],
];

const others: readonly Question[] = [
  ['the health check', root, '/api/health', 200],
  ['a refused API call', root, '/api/workspace-address?slug=umbra', 401],
  ['an API address that does not exist', root, '/api/nothing', 404],
  ['a page asked for as JSON', acme, '/dashboard', 401, { headers: { accept: 'application/json' } }],
  [
    'a missing page asked for as JSON',
    acme,
    '/posts/nothing',
    404,
    { headers: { accept: 'application/json' } },
  ],
  ['a redirect to sign in', acme, '/dashboard', 303],
  ['a redirect to one’s own page', acme, '/join', 303, { as: 'ada@acme.test' }],
  [
    'a redirect through Clerk',
    acme,
    '/',
    307,
    { headers: { cookie: '__client_uat=1', accept: 'text/html' } },
  ],
  ['the audit log as a file', acme, '/dashboard/audit/export?format=json', 200, { as: 'ada@acme.test' }],
  ['a sign-out', acme, '/account/sign-out', 303, post(form)],
  [
    'an action called by its name',
    acme,
    '/_actions/members.invite',
    404,
    post(form, 'addresses=a@b.test&role=admin'),
  ],
  ['an action that does not exist, by its name', acme, '/_actions/nothing.here', 404, post(form)],
  [
    'JSON sent to an action',
    acme,
    '/_actions/members.invite',
    400,
    post({ ...form, ...json, accept: 'application/json' }, '{bad'),
  ],
  ['an island that does not exist', acme, '/_server-islands/nothing', 400],
  ['Clerk’s Frontend API', acme, '/__clerk/v1/environment', 200],
  ['a webhook that is not signed', root, '/api/webhooks/stripe', 400, post(json, '{}')],
  ['another webhook that is not signed', root, '/api/webhooks/clerk', 400, post(json, '{}')],
  ['a bounce where none are taken', root, '/api/webhooks/mail', 404, post(json, '{}')],
  ['a webhook asked for', root, '/api/webhooks/stripe', 404],
  ['a host that is nobody’s', 'evil.test', '/', 404],
  ['a path with two readings', acme, '/dashboard%2fmembers', 404],
  ['the inner path on a tenant’s host', acme, '/w/globex', 404],
];

const files: readonly Question[] = [
  ['the prerendered home', root, '/', 200],
  ['the prerendered prices', root, '/pricing', 200],
  ['the prerendered guide', root, '/docs', 200],
  ['a prerendered page of the guide', root, '/docs/getting-started', 200],
  ['an icon', root, '/favicon.svg', 200],
  ['the robots file', acme, '/robots.txt', 200],
];

const people = new Map<string, SignedIn>();
beforeAll(async () => {
  for (const email of ['ada@acme.test', 'alan@acme.test', 'linus@globex.test']) {
    people.set(email, await signIn(email));
  }
});

async function ask([, host, path, , options = {}]: Question): Promise<Answer> {
  const { as = '', headers, ...rest } = options;
  const cookie = await people.get(as)?.cookie();
  return request(host, path, { ...rest, headers: { ...headers, ...(cookie ? { cookie } : {}) } });
}

function expectHardened({ headers, setCookie }: Answer): void {
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-frame-options']).toBe('DENY');
  expect(headers['referrer-policy']).toMatch(/^(no-referrer|strict-origin-when-cross-origin)$/);
  for (const name of [
    'server',
    'x-powered-by',
    'x-aspnet-version',
    'x-runtime',
    'access-control-allow-origin',
  ]) {
    expect(headers[name], name).toBeUndefined();
  }
  for (const name of [
    'netlify-cache-tag',
    'netlify-vary',
    'netlify-cdn-cache-control',
    'x-archipelago-edge',
  ]) {
    expect(headers[name], `${name} is for the platform alone`).toBeUndefined();
  }
  const isShared = /\b(public|s-maxage)\b/.test(headers['cache-control'] ?? '');
  expect(isShared && setCookie.length > 0, 'a cookie in an answer that others may be given').toBe(false);
}

function directivesOf({ headers }: Answer): Map<string, string[]> {
  const parts = (headers['content-security-policy'] ?? '').split(';').map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name = '', ...sources]) => [name, sources]));
}

function expectStrictPolicy(answer: Answer): void {
  const directives = directivesOf(answer);
  expect(directives.get('default-src')).toBeDefined();
  expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
  const runs = [...(directives.get('script-src') ?? directives.get('default-src') ?? [])];
  for (const source of runs) expect(source).toMatch(/^('self'|'none'|'sha256-[\w+/=]+')$/);
  const all = [...directives.values()].flat();
  for (const loose of ["'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", '*', 'http:', 'https:']) {
    expect(all).not.toContain(loose);
  }
}

const requestId = /^[0-9a-f-]{36}$|^[0-9A-HJKMNP-TV-Z]{26}$/;

describe('every page is hardened, has a strict policy and a request id', () => {
  for (const question of pages) {
    test(`${question[0]} (${question[1]}${question[2]}: ${question[3]})`, async () => {
      const answer = await ask(question);
      expect(answer.status).toBe(question[3]);
      expectHardened(answer);
      expectStrictPolicy(answer);
      const directives = directivesOf(answer);
      expect(directives.get('object-src')).toEqual(["'none'"]);
      expect(directives.get('base-uri')).toEqual(["'self'"]);
      expect(directives.get('form-action')).toBeDefined();
      expect(answer.headers['x-request-id']).toMatch(requestId);
    });
  }
});

describe('every other answer of a program too', () => {
  for (const question of others) {
    test(`${question[0]} (${question[1]}${question[2]}: ${question[3]})`, async () => {
      const answer = await ask(question);
      expect(answer.status).toBe(question[3]);
      expectHardened(answer);
      expectStrictPolicy(answer);
      expect(answer.headers['x-request-id']).toMatch(requestId);
      expect(answer.headers['cache-control']).toContain('no-store');
    });
  }
});

describe('every file is hardened', () => {
  for (const question of files) {
    test(`${question[0]} (${question[1]}${question[2]}: ${question[3]})`, async () => {
      const answer = await ask(question);
      expect(answer.status).toBe(question[3]);
      expectHardened(answer);
      if (answer.headers['content-type']?.startsWith('text/html')) expectStrictPolicy(answer);
    });
  }

  test('a built file is kept for ever, because its name changes with its content', async () => {
    const home = await request(root, '/');
    const [file = ''] = /\/_astro\/[\w.-]+\.(?:css|js)/.exec(home.body) ?? [];
    const answer = await request(root, file);
    expect(answer.headers['cache-control']).toContain('immutable');
    expectHardened(answer);
  });
});

describe('what only some may see is kept by nobody', () => {
  const personal: readonly Question[] = [
    ...dashboardPages.map(
      (path) => ['a page of the dashboard', acme, path, 200, { as: 'ada@acme.test' }] as const,
    ),
    ['a public page, seen by a member', acme, '/', 200, { as: 'ada@acme.test' }],
    ['a post, seen by a member', acme, '/posts/how-we-name-a-station', 200, { as: 'ada@acme.test' }],
    ['a post, seen by a stranger', acme, '/posts/how-we-name-a-station', 200, { as: 'linus@globex.test' }],
    ['a profile', root, '/account', 200, { as: 'ada@acme.test' }],
    ['a list of workspaces', root, '/workspaces', 200, { as: 'ada@acme.test' }],
    ['an invitation', acme, '/invitation?token=x', 404],
  ];

  for (const question of personal) {
    test(`${question[0]} (${question[1]}${question[2]})`, async () => {
      const answer = await ask(question);
      expect(answer.status).toBe(question[3]);
      expect(answer.headers['cache-control']).toBe('private, no-store');
      expect(answer.headers['cache-status'] ?? '').not.toMatch(/stored|hit/);
    });
  }

  test('after someone signed in has seen a page, a visitor is not given theirs', async () => {
    const path = `/posts/how-we-name-a-station?cursor=${distinctCursor(1_000)}`;
    const cookie = (await people.get('ada@acme.test')?.cookie()) ?? '';
    const own = await request(acme, path, { headers: { cookie } });
    const visitors = await request(acme, path);
    expect(own.body).not.toBe(visitors.body);
    expect(visitors.body).not.toContain('Ada Lindqvist');
    expect((await request(acme, path, { headers: { cookie } })).headers['cache-status']).not.toContain('hit');
  });

  test('a visitor’s page sets no cookie', async () => {
    for (const path of ['/', '/posts/how-we-name-a-station', '/sign-in', '/posts/nothing']) {
      expect((await request(acme, path)).setCookie, path).toEqual([]);
    }
  });

  test('a session’s cookies hold for one host', async () => {
    const { setCookie } = await request(acme, '/__clerk/v1/client', post(form));
    expect(setCookie.length).toBeGreaterThan(0);
    // One that a whole domain had is named with it to be forgotten, and holds nothing.
    const holding = setCookie.filter((cookie) => !/^[^=]+=;.*max-age=0/i.test(cookie));
    for (const cookie of holding) expect(cookie).not.toMatch(/;\s*domain=/i);
    expect(holding.filter((cookie) => cookie.startsWith('__client=')).join()).toMatch(/HttpOnly/);
  });
});

describe('an error', () => {
  test.each([
    ['a page', { accept: 'text/html' }],
    ['a problem', { accept: 'application/json' }],
  ])('as %s says nothing of the inside', async (_form, headers) => {
    for (const [, host, path, status, options = {}] of [...pages, ...others]) {
      if (status < 400) continue;
      const answer = await ask([
        '',
        host,
        path,
        status,
        { ...options, headers: { ...options.headers, ...headers } },
      ]);
      expect(answer.body, path).not.toMatch(
        /node_modules|\bat \w+ \(|\.(?:ts|mjs|astro):\d|\/w\/acme\/.*stack|prisma|postgres|SELECT |sk_test|whsec_|Error:/i,
      );
    }
  });

  test('a client’s mistake is never called the product’s', async () => {
    for (const body of ['{bad', '', 'null', '[]', '"x"', '{"__proto__":1}', '%', 'a=1&a=2']) {
      for (const type of [
        'application/json',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'text/plain',
        '',
      ]) {
        for (const path of [
          '/?_action=members.joinAsGuest',
          '/_actions/members.joinAsGuest',
          '/account/sign-out',
        ]) {
          const answer = await request(
            acme,
            path,
            post({ origin: `http://${acme}`, 'content-type': type }, body),
          );
          expect(answer.status, `${type} ${body} to ${path}`).toBeLessThan(500);
        }
      }
    }
  });
});
