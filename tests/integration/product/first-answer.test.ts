import { describe, expect, test } from 'vitest';
import { type Answer, product, request, signIn } from '../../support/product.ts';

const { host: root, hostOf } = product();
const acme = hostOf('acme');

/** What a person reads, without markup, scripts and spacing. */
function textOf({ body }: Answer): string {
  return body
    .replace(/<(script|style|svg|head)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<time\b[^>]*>[^<]*<\/time>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where its links lead, as the tenant's own host names them. */
function linksOf({ body }: Answer): string[] {
  const links = [...body.matchAll(/\shref="(\/[^"]*)"/g)].map(([, link]) => decodeURIComponent(link ?? ''));
  const without = (link: string) =>
    link
      .replace(/\/w\/acme(?=\/|$)/g, '')
      .replace(/%2Fw%2Facme(?=%2F)/g, '')
      .replace(/%2Fw%2Facme$/, '%2F');
  return [...new Set(links.map((link) => without(link) || '/'))].sort();
}

describe('an unknown host', () => {
  test.each(['evil.test', 'acme.evil.test', '192.0.2.1', `www.${root}`, `a.b.${root}`])(
    '%s gets a plain 404 that names no tenant',
    async (host) => {
      for (const path of ['/', '/w/acme', '/dashboard', '/sign-in', '/api/health', '/robots.txt']) {
        const answer = await request(host, path);
        expect([answer.status, answer.body]).toEqual([404, 'There is nothing at this address.\n']);
        expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
      }
    },
  );
});

describe('the health check', () => {
  test.each([root, acme])('answers at %s, in one line that says nothing of the inside', async (host) => {
    const { status, headers, body } = await request(host, '/api/health');
    expect([status, headers['content-type']]).toEqual([200, 'application/json']);
    expect(JSON.parse(body)).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      database: 'ok',
    });
  });
});

describe('a tenant’s page is the same at its own host and below the path', () => {
  test.each(['', '/posts/how-we-name-a-station', '/posts/nothing', '/join', '/invitation?token=none'])(
    '“%s”',
    async (path) => {
      const own = await request(acme, path || '/');
      const below = await request(root, `/w/acme${path}`);
      expect(below.status).toBe(own.status);
      expect(textOf(below)).toBe(textOf(own));
      if (own.status === 200) expect(linksOf(below)).toEqual(linksOf(own));
    },
  );

  test('each form’s links stay in that form', async () => {
    expect((await request(acme, '/')).body).not.toContain('href="/w/');
    const below = await request(root, '/w/acme');
    expect(below.body).toContain('href="/w/acme/posts/how-we-name-a-station"');
    expect(below.body).not.toContain('href="/posts/');
  });

  test('the dashboard too', async () => {
    const ada = await signIn('ada@acme.test');
    const headers = { cookie: await ada.cookie() };
    const own = await request(acme, '/dashboard/members', { headers });
    const below = await request(root, '/w/acme/dashboard/members', { headers });
    expect([own.status, below.status]).toEqual([200, 200]);
    expect(textOf(below)).toBe(textOf(own));
  });
});

describe('each host shows its own', () => {
  test.each([
    [root, '/', 'Archipelago', 'Notes from a workshop'],
    [acme, '/', 'Acme Instruments', 'Weather for rooftops'],
    [hostOf('globex'), '/', 'Globex', 'Notes from a workshop'],
  ])('%s%s shows %s', async (host, path, shown, hidden) => {
    const answer = await request(host, path);
    expect([answer.status, answer.headers['content-type']]).toEqual([
      200,
      expect.stringMatching(/^text\/html/),
    ]);
    expect(answer.body).toContain(shown);
    expect(answer.body).not.toContain(hidden);
  });

  test('a tenant that does not exist is a 404 that a person can read', async () => {
    for (const [host, path] of [
      [hostOf('nobody-here'), '/'],
      [root, '/w/nobody-here'],
    ] as const) {
      const answer = await request(host, path, { headers: { accept: 'text/html' } });
      expect([answer.status, textOf(answer)]).toEqual([404, expect.stringContaining('Nothing charted here')]);
    }
  });

  test('a program is told the same as JSON', async () => {
    const { status, headers, body } = await request(hostOf('nobody-here'), '/', {
      headers: { accept: 'application/json' },
    });
    expect([status, headers['content-type']]).toEqual([404, 'application/problem+json']);
    expect(JSON.parse(body)).toMatchObject({ status: 404, requestId: headers['x-request-id'] });
  });
});

test.each([
  ['ada@acme.test', acme, '/dashboard', 200],
  ['joan@acme.test', acme, '/', 200],
  ['linus@globex.test', hostOf('globex'), '/dashboard', 200],
  ['olive@archipelago.test', root, '/operator', 200],
])('%s signs in with the printed password and reaches %s%s', async (email, host, path, status) => {
  const person = await signIn(email);
  expect((await request(host, path, { headers: { cookie: await person.cookie() } })).status).toBe(status);
});
