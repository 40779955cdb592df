import { startNetlify } from '@archipelago/local-cloud/netlify/start-netlify';
import { blobStoreName } from '@archipelago/routing/blob-store-name';
import { verifyEdgeHint } from '@archipelago/routing/edge-hint';
import { isClientForgeable } from '@archipelago/routing/forgeable-headers';
import { normalisePath } from '@archipelago/routing/normalise-path';
import { getStore } from '@netlify/blobs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { prepareSite } from '../../integration/netlify/prepare-site.ts';
import { forgedHeaders } from './forged-headers.ts';
import { pathEncodings } from './path-encodings.ts';
import { sendRaw } from './send-raw.ts';

const secret = 'an-edge-secret-of-more-than-32-characters';
let site: Awaited<ReturnType<typeof prepareSite>>;
let netlify: Awaited<ReturnType<typeof startNetlify>>;
let port: number;

beforeAll(async () => {
  site = await prepareSite('real');
  netlify = await startNetlify({
    port: 0,
    apiPort: 0,
    blobsPort: 0,
    dataDirectory: site.dataDirectory,
    root: site.root,
    ssr: { kind: 'build', directory: site.app },
    country: 'FR',
  });
  port = Number(new URL(netlify.url).port);
  vi.stubEnv('APP_URL', `http://localhost:${port}`);
  vi.stubEnv('EDGE_SECRET', secret);
  vi.stubEnv('TENANT_SUBDOMAINS', 'on');
  await getStore(blobStoreName('custom-domains', `http://localhost:${port}`)).set('island.example', 'acme');
});

afterAll(async () => {
  await netlify?.stop();
  await site?.remove();
});

interface Seen {
  url: string;
  method: string;
  headers: Record<string, string>;
  ip: string;
  country: string;
}

type Header = readonly [string, string];

const ask = (host: string, target: string, headers: readonly Header[] = []) =>
  sendRaw(port, target, [['Host', host], ...headers]);

/** What the origin was given for a request, or null when the edge answered by itself. */
async function seenByOrigin(
  host: string,
  target: string,
  headers: readonly Header[] = [],
): Promise<Seen | null> {
  const answer = await ask(host, `${target}?echo`, headers);
  return answer.headers.get('content-type') === 'application/json' ? (JSON.parse(answer.body) as Seen) : null;
}

const hosts = {
  root: () => `localhost:${port}`,
  acme: () => `acme.localhost:${port}`,
  domain: () => 'island.example',
};

describe('the tenant comes from the host and the path', () => {
  test.each([
    ['acme', '/', '/w/acme', 'subdomain'],
    ['acme', '/dashboard/members', '/w/acme/dashboard/members', 'subdomain'],
    ['acme', '/sign-in', '/sign-in', 'subdomain'],
    ['acme', '/_actions/posts.create', '/_actions/posts.create', 'subdomain'],
    ['domain', '/posts', '/w/acme/posts', 'domain'],
    ['root', '/features', '/features', 'root'],
    // Seen from France.
    ['root', '/pricing', '/pricing/eur', 'root'],
    ['root', '/w/globex/dashboard', '/w/globex/dashboard', 'path'],
  ] as const)('%s%s is %s (%s)', async (name, target, pathname, form) => {
    const seen = await seenByOrigin(hosts[name](), target);
    expect(new URL(seen?.url ?? '').pathname).toBe(pathname);
    const hint = await verifyEdgeHint(seen?.headers['x-archipelago-edge'], secret);
    expect(hint).toMatchObject({ host: hosts[name](), form, country: 'FR' });
  });

  test('a prerendered page of the root host is not served on a tenant’s', async () => {
    expect((await ask(hosts.root(), '/')).body).toContain('Home');
    expect((await ask(hosts.acme(), '/')).body).toContain('of /w/acme');
    expect((await ask(hosts.acme(), '/about')).body).toContain('of /w/acme/about');
  });
});

describe('no header changes the tenant', () => {
  const routes = [
    '/',
    '/dashboard',
    '/posts/1',
    '/api/v1/posts',
    '/sign-in',
    '/_actions/members.invite',
    '/w/globex/dashboard',
  ];

  test.each(forgedHeaders)('%s: %s', async (name, value) => {
    for (const host of Object.values(hosts)) {
      for (const route of routes) {
        const honest = await seenByOrigin(host(), route);
        const forged = await seenByOrigin(host(), route, [[name, value]]);
        expect(forged === null).toBe(honest === null);
        if (forged === null || honest === null) continue;
        expect(forged.url).toBe(honest.url);
        expect([forged.method, forged.ip, forged.country]).toEqual(['GET', '127.0.0.1', 'FR']);
        expect(Object.values(forged.headers)).not.toContain(value);
        const hint = await verifyEdgeHint(forged.headers['x-archipelago-edge'], secret);
        expect(hint).toMatchObject({ host: host(), country: 'FR' });
      }
    }
  });

  test('all of them at once change nothing, each sent twice', async () => {
    const twice = [...forgedHeaders, ...forgedHeaders];
    const seen = await seenByOrigin(hosts.acme(), '/dashboard', twice);
    expect(new URL(seen?.url ?? '').pathname).toBe('/w/acme/dashboard');
    const left = Object.keys(seen?.headers ?? {}).filter(isClientForgeable);
    expect(left.sort()).toEqual(['x-archipelago-edge', 'x-archipelago-form']);
    expect(seen?.headers['x-archipelago-form']).toBe('subdomain');
  });

  test('a hint replayed from another host does not pass', async () => {
    const globex = await seenByOrigin(`globex.localhost:${port}`, '/');
    const stolen = globex?.headers['x-archipelago-edge'] ?? '';
    const seen = await seenByOrigin(hosts.acme(), '/', [['x-archipelago-edge', stolen]]);
    expect(await verifyEdgeHint(seen?.headers['x-archipelago-edge'], secret)).toMatchObject({
      host: hosts.acme(),
    });
  });

  test.each([
    [
      ['Host', 'acme.localhost'],
      ['Host', 'globex.localhost'],
    ],
    [['Host', 'acme.localhost, globex.localhost']],
    [['Host', 'acme.localhost@globex.localhost']],
    [['Host', 'acme.localhost/globex']],
    [['Host', 'acme.localhost#globex.localhost']],
    [['Host', ' ']],
    [],
  ] as Header[][])('a Host that names two or none is refused: %j %j', async (...headers) => {
    const answer = await sendRaw(
      port,
      '/?echo',
      headers.filter((header) => Array.isArray(header)),
    );
    expect([400, 404]).toContain(answer.status);
  });
});

describe('an unknown host', () => {
  test.each([
    'evil.test',
    'localhost.evil.test',
    'a.b.localhost',
    'www.localhost',
    'admin.localhost',
    '10.0.0.1',
    'xn--acme.localhost',
  ])('%s gets a plain 404 that says nothing', async (host) => {
    const answer = await ask(host, '/dashboard?echo');
    expect([answer.status, answer.body]).toEqual([404, 'There is nothing at this address.\n']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
  });

  test('an unset-up site answers 503 and nothing else', async () => {
    vi.stubEnv('EDGE_SECRET', '');
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect((await ask(hosts.acme(), '/')).status).toBe(503);
    error.mockRestore();
    vi.stubEnv('EDGE_SECRET', secret);
  });

  test('without wildcard DNS a subdomain is unknown', async () => {
    vi.stubEnv('TENANT_SUBDOMAINS', 'off');
    expect((await ask(hosts.acme(), '/')).status).toBe(404);
    expect((await ask(hosts.root(), '/w/acme')).body).toContain('of /w/acme');
    vi.stubEnv('TENANT_SUBDOMAINS', 'on');
  });
});

const protectedPaths = ['/w/globex/dashboard', '/w/globex', '/w/acme/dashboard/members', '/operator'];
const spellings = protectedPaths.flatMap((path) =>
  pathEncodings.map(([name, encode]) => [path, name, encode(path)] as const),
);

/** What the most lenient of parsers could make of a path. */
function mostLenientReading(pathname: string): string {
  let path = pathname;
  for (let round = 0; round < 4; round += 1) {
    try {
      path = decodeURIComponent(path);
    } catch {
      break;
    }
  }
  const tidy = path
    .replaceAll('\\', '/')
    .replace(/;[^/]*/g, '')
    .replace(/\/{2,}/g, '/');
  return new URL(tidy, 'http://x').pathname;
}

describe('however a path is written', () => {
  test('the corpus is worth the name', () => {
    expect(new Set(spellings.map(([, , target]) => target)).size).toBeGreaterThan(200);
  });

  test.each(spellings)('%s, %s: a tenant’s host leads to that tenant alone', async (_path, _name, target) => {
    const seen = await seenByOrigin(hosts.acme(), target);
    if (seen === null) return;
    const { pathname } = new URL(seen.url);
    expect(`${mostLenientReading(pathname)}/`).not.toMatch(/^\/w\/(?!acme\/)/i);
    expect(normalisePath(pathname)).toEqual({ ok: true, pathname });
  });

  test.each(spellings)('%s, %s: the origin sees its one spelling or nothing', async (path, _name, target) => {
    const seen = await seenByOrigin(hosts.root(), target);
    if (seen === null) return;
    const { pathname } = new URL(seen.url);
    expect(normalisePath(pathname)).toEqual({ ok: true, pathname });
    if (mostLenientReading(pathname).replace(/\/$/, '') === path)
      expect(pathname.replace(/\/$/, '')).toBe(path);
  });
});

describe('a cache that obeys only what is declared', () => {
  const query = `?cdn=${encodeURIComponent('public, s-maxage=600')}`;
  const places: [string, string, string][] = [];
  const people: Header[][] = [
    [],
    [['cookie', '__session=ada']],
    [['cookie', '__session=linus']],
    [['accept-language', 'fr']],
  ];

  test('never gives one tenant’s page to another, whoever asks first', async () => {
    for (const slug of ['acme', 'globex', 'initech']) {
      for (const page of ['', '/posts', '/posts/1']) {
        places.push([`${slug}.localhost:${port}`, page || '/', `/w/${slug}${page}`]);
        places.push([hosts.root(), `/w/${slug}${page}`, `/w/${slug}${page}`]);
      }
    }
    let hits = 0;
    for (const headers of people) {
      for (const [host, target, page] of places) {
        const answer = await ask(host, target + query, headers);
        expect(answer.body).toMatch(new RegExp(`of ${page}$`));
        if (answer.headers.get('cache-status')?.includes('hit')) hits += 1;
      }
    }
    expect(hits).toBeGreaterThan(places.length);
  });

  test.each(forgedHeaders)('cannot be poisoned through %s: %s', async (name, value) => {
    const target = `/poison-${forgedHeaders.findIndex((header) => header[0] === name && header[1] === value)}${query}&echo`;
    await ask(hosts.acme(), target, [[name, value]]);
    const victim = await ask(hosts.acme(), target);
    expect(victim.headers.get('cache-status')).toContain('hit');
    expect(victim.body).not.toContain('globex');
    expect(victim.body).not.toContain('evil.test');
    expect(victim.body).not.toContain('6.6.6.6');
  });

  test('keeps nothing of an unknown host', async () => {
    const answer = await ask('evil.test', `/posts${query}`);
    expect([answer.status, answer.headers.has('cache-status')]).toEqual([404, false]);
  });
});
