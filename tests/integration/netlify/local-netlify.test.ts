import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startNetlify } from '@archipelago/local-cloud/netlify/start-netlify';
import { getStore } from '@netlify/blobs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { prepareSite } from './prepare-site.ts';

let site: Awaited<ReturnType<typeof prepareSite>>;
let netlify: Awaited<ReturnType<typeof startNetlify>>;
const clock = { ahead: 0 };

const options = () => ({
  port: 0,
  apiPort: 0,
  blobsPort: 0,
  dataDirectory: site.dataDirectory,
  root: site.root,
  ssr: { kind: 'build' as const, directory: site.app },
  country: 'FR',
  retryDelays: [5, 10],
  timeoutMs: 300,
  now: () => Date.now() + clock.ahead,
});

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  site = await prepareSite();
  netlify = await startNetlify(options());
});

afterAll(async () => {
  await netlify?.stop();
  await site?.remove();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(netlify.url + path, { headers });
const post = (path: string, body: unknown) =>
  fetch(netlify.url + path, { method: 'POST', body: JSON.stringify(body) });
const lastInvocation = () => netlify.invocations.at(-1);
const purgeApi = (body: unknown, token = 'archipelago-local-netlify') =>
  fetch(`${netlify.apiUrl}/api/v1/purge`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });

/** The target goes out as it is written: fetch would tidy it up first. */
function rawStatus(path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const url = new URL(netlify.url);
    const outgoing = httpRequest({ host: '127.0.0.1', port: url.port, path, headers }, (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode ?? 0);
    });
    outgoing.on('error', reject).end();
  });
}

function rawBytes(
  path: string,
  acceptEncoding: string,
): Promise<{ encoding: string | undefined; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const url = new URL(netlify.url);
    const headers = { 'accept-encoding': acceptEncoding };
    httpRequest({ host: '127.0.0.1', port: url.port, path, headers }, async (incoming) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      resolve({ encoding: incoming.headers['content-encoding'], body: Buffer.concat(chunks) });
    })
      .on('error', reject)
      .end();
  });
}

describe('static files', () => {
  test.each([
    ['/', '<h1>Home</h1>'],
    ['/about', '<h1>About</h1>'],
    ['/about/', '<h1>About</h1>'],
  ])('%s is a prerendered page', async (path, text) => {
    const response = await get(path);
    expect(await response.text()).toContain(text);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
  });

  test('a file with a hash in its name is kept for ever', async () => {
    const response = await get('/_astro/app.abc123.js');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test('the headers of netlify.toml and of the build apply to them', async () => {
    const response = await get('/about');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'self'");
    expect((await get('/')).headers.has('content-security-policy')).toBe(false);
  });

  test('what the browser has already is not sent again', async () => {
    const etag = (await get('/long.txt')).headers.get('etag') ?? '';
    expect((await get('/long.txt', { 'if-none-match': etag })).status).toBe(304);
    expect((await get('/long.txt', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('text is compressed as the browser can take it', async () => {
    const [br, gzip, plain] = [
      await rawBytes('/long.txt', 'gzip, br'),
      await rawBytes('/long.txt', 'gzip'),
      await rawBytes('/long.txt', ''),
    ];
    expect([br.encoding, gzip.encoding, plain.encoding]).toEqual(['br', 'gzip', undefined]);
    expect(brotliDecompressSync(br.body)).toEqual(plain.body);
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
  });

  test('only reading a file is answered by it', async () => {
    expect((await fetch(`${netlify.url}/about?echo`, { method: 'POST' })).headers.get('content-type')).toBe(
      'application/json',
    );
    const head = await fetch(`${netlify.url}/about`, { method: 'HEAD' });
    expect([head.status, await head.text(), Number(head.headers.get('content-length')) > 0]).toEqual([
      200,
      '',
      true,
    ]);
  });

  test.each([
    '/../package.json',
    '/%2e%2e/netlify.toml',
    '/..%2f..%2fnetlify.toml',
    '/about/..%5c..%5c',
    '/%00',
    '/_headers',
    '/about/index.html/..',
    '/.netlify/v1/config.json',
    '//etc/passwd',
  ])('nothing outside the publish folder is at %s', async (path) => {
    const response = await get(path);
    expect(await response.text()).not.toMatch(/headers\.values|"headers"|root:|"dependencies"/);
  });
});

describe('requests', () => {
  test('a function gets the address, the body, the visitor and where they are', async () => {
    const response = await fetch(`${netlify.url}/page?echo`, { method: 'POST', body: 'x'.repeat(1000) });
    expect(await response.json()).toMatchObject({
      url: `${netlify.url}/page?echo`,
      method: 'POST',
      body: 1000,
      ip: '127.0.0.1',
      country: 'FR',
    });
  });

  test('what the platform says of a visitor cannot be said by the visitor', async () => {
    const response = await get('/page?echo', {
      'x-nf-client-connection-ip': '6.6.6.6',
      'x-nf-geo': 'e30=',
      'x-nf-request-id': '1',
    });
    const { headers } = (await response.json()) as { headers: Record<string, string> };
    expect(headers['x-nf-client-connection-ip']).toBe('127.0.0.1');
    expect(headers['x-nf-geo']).toBeUndefined();
    expect(headers['x-nf-request-id']).not.toBe('1');
  });

  test('a forwarded host becomes the function’s URL, as on the platform, unless the edge removes it', async () => {
    const response = await get('/page?echo', { 'x-forwarded-host': 'evil.test' });
    expect(((await response.json()) as { url: string }).url).toBe('http://evil.test/page?echo');
  });

  test('6 MB is the most a request may carry', async () => {
    const send = async (bytes: number) =>
      (await fetch(`${netlify.url}/page?echo`, { method: 'POST', body: new Uint8Array(bytes) })).status;
    expect(await send(6 * 1024 * 1024)).toBe(200);
    expect(await send(6 * 1024 * 1024 + 1)).toBe(413);
  });

  test('a body without end is cut off soon after 6 MB', async () => {
    const socket = connect(Number(new URL(netlify.url).port), '127.0.0.1');
    const isClosed = new Promise<void>((resolve) => {
      socket.on('error', () => undefined).on('close', () => resolve());
    });
    socket.resume().write('POST /page HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000), Buffer.from('\r\n')]);
    const send = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', send);
    send();
    await isClosed;
    expect(socket.bytesWritten).toBeLessThan(32 * 1024 * 1024);
    expect((await get('/about')).status).toBe(200);
  });

  test.each(['http://evil.test/', '*', 'evil'])(
    'a request for %j, which names no path, is refused',
    async (path) => {
      expect(await rawStatus(path)).toBe(400);
    },
  );

  test('a function that throws is an error without its words', async () => {
    const response = await get('/page?throw');
    expect([response.status, await response.text()]).toEqual([502, 'The function failed\n']);
  });

  test('a function that takes too long is ended', async () => {
    expect((await get('/page?hang')).status).toBe(504);
  });

  test('a client that leaves in the middle of its request disturbs nobody', async () => {
    const { port } = new URL(netlify.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write('POST /page HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf');
        socket.end();
      });
      socket.on('close', () => resolve()).resume();
    });
    expect((await get('/about')).status).toBe(200);
  });
});

describe('functions', () => {
  test('one with a path is there, and nowhere else', async () => {
    const response = await get('/api/items/7');
    expect(await response.json()).toEqual({
      params: { id: '7' },
      sameContext: true,
      global: true,
      env: 'archipelago-local',
    });
    expect((await get('/.netlify/functions/params')).status).toBe(404);
  });

  test('one without a path is at its name', async () => {
    expect(await (await get('/.netlify/functions/unplaced')).text()).toBe('unplaced');
  });

  test.each(['tick', 'flaky-background', 'ssr', 'unknown'])(
    '/.netlify/functions/%s is not served',
    async (name) => {
      expect((await get(`/.netlify/functions/${name}`)).status).toBe(404);
    },
  );

  test('another method than the function’s goes on to the pages', async () => {
    expect(await (await get('/api/purge')).text()).toMatch(/^render/);
  });

  test('a cookie set through the context is sent', async () => {
    expect((await get('/page?context')).headers.getSetCookie()).toEqual(['from-context=1; HttpOnly']);
  });
});

describe('edge functions', () => {
  test('are in front of static files and functions alike', async () => {
    expect((await get('/about')).headers.get('x-edge')).toBe('seen');
    expect((await get('/page')).headers.get('x-edge')).toBe('seen');
  });

  test('see the country that a request names for itself, and never the name', async () => {
    const there = await fetch(`${netlify.url}/edge/answer`, { headers: { 'x-local-country': 'de' } });
    expect(await there.text()).toBe('edge DE');
    expect(await (await get('/edge/answer')).text()).toBe('edge FR');
  });

  test('answer, rewrite by URL, rewrite by request, or let through', async () => {
    expect(await (await get('/edge/answer')).text()).toBe('edge FR');
    expect(await (await get('/edge/url')).text()).toContain('About');
    expect(await (await get('/edge/nothing')).text()).toMatch(/of \/edge\/nothing/);
    const rewritten = await fetch(`${netlify.url}/edge/request`, { method: 'POST', body: 'four' });
    expect(await rewritten.json()).toMatchObject({ url: `${netlify.url}/rewritten?echo`, body: 4 });
  });
});

describe('background functions', () => {
  test('answer 202 at once and succeed later', async () => {
    expect((await post('/api/jobs/flaky', { key: 'a', failures: 0 })).status).toBe(202);
    await expect.poll(() => lastInvocation()?.status).toBe('succeeded');
  });

  test('are run again twice when they throw', async () => {
    await post('/api/jobs/flaky', { key: 'b', failures: 2 });
    await expect.poll(() => lastInvocation()?.status).toBe('succeeded');
    expect(lastInvocation()?.attempts.map(({ error }) => error)).toEqual([
      'attempt 1 fails',
      'attempt 2 fails',
      null,
    ]);
  });

  test('are given up after the third time', async () => {
    await post('/api/jobs/flaky', { key: 'c', failures: 3 });
    await expect.poll(() => lastInvocation()?.status).toBe('failed');
    expect(lastInvocation()?.attempts).toHaveLength(3);
  });

  test('answer 202 to nonsense too: they must check for themselves', async () => {
    expect((await fetch(`${netlify.url}/api/jobs/flaky`, { method: 'POST', body: 'nonsense' })).status).toBe(
      202,
    );
  });

  test('take 256 KB and no more', async () => {
    expect(
      (await post('/api/jobs/flaky', { key: 'd', failures: 0, more: 'x'.repeat(256 * 1024) })).status,
    ).toBe(413);
  });
});

describe('scheduled functions', () => {
  test('are told their next time, and run when the console says so', async () => {
    expect(netlify.runSchedule('tick')).toBe(true);
    await expect
      .poll(() => lastInvocation())
      .toMatchObject({ functionName: 'tick', trigger: 'schedule', status: 'succeeded' });
    const { next_run } = (await getStore('ticks').get('last', { type: 'json' })) as { next_run: string };
    expect(new Date(next_run).getTime()).toBeGreaterThan(Date.now());
    expect(netlify.runSchedule('params')).toBe(false);
  });
});

describe('the CDN cache', () => {
  const status = (response: Response) =>
    response.headers.get('cache-status')?.replace('"Netlify Edge"; ', '');
  const fresh = (path: string, query: string) =>
    `${path}?cdn=${encodeURIComponent('public, s-maxage=60, stale-while-revalidate=60')}${query}`;

  test('keeps what is declared public, and says so', async () => {
    const first = await get(fresh('/c/1', '&tag=t1'));
    const second = await get(fresh('/c/1', '&tag=t1'));
    expect([status(first), status(second)]).toEqual([
      'fwd=miss; stored',
      expect.stringMatching(/^hit; ttl=(60|59)$/),
    ]);
    expect(await second.text()).toBe(await first.text());
  });

  test('tells the console what it keeps and how often it was asked for, and forgets all when told so', async () => {
    const path = fresh('/c/told', '&tag=told');
    const ask = (at: string, method = 'GET') =>
      fetch(netlify.apiUrl + at, { method, headers: { authorization: 'Bearer archipelago-local-netlify' } });
    const kept = async () =>
      (await (await ask('/local/cache')).json()) as {
        size: { purged: number; entries: number };
        cached: unknown[];
      };
    for (let time = 0; time < 3; time += 1) await (await get(path)).text();
    const before = await kept();
    expect(before.cached[0]).toMatchObject({ path: '/c/told', tags: ['told'], hits: 2, freshFor: 60 });
    expect((await ask('/local/cache/empty', 'POST')).status).toBe(204);
    const after = await kept();
    expect(after.cached).toEqual([]);
    expect(after.size.purged).toBe(before.size.purged + before.size.entries);
    expect((await fetch(`${netlify.apiUrl}/local/cache`)).status).toBe(401);
  });

  test('keeps its own headers to itself', async () => {
    const response = await get(fresh('/c/2', '&tag=t&vary=query%3Da'));
    expect(
      ['netlify-cdn-cache-control', 'netlify-vary', 'netlify-cache-tag'].filter((name) =>
        response.headers.has(name),
      ),
    ).toEqual([]);
  });

  test.each([
    ['nothing is declared', '/n/1?x'],
    ['it is private', '/n/2?cdn=private,max-age=60'],
    ['it says no-store', '/n/3?cdn=public,no-store,s-maxage=60'],
    ['it is not called public', '/n/4?cdn=s-maxage=60'],
    ['it sets a cookie', '/n/5?cdn=public,s-maxage=60&cookie'],
    ['it is an error', '/n/6?cdn=public,s-maxage=60&status=500'],
    ['a narrower header forbids it', '/n/7?cdn=no-store&control=public,max-age=60'],
    ['it has no lifetime', '/n/8?cdn=public'],
  ])('keeps nothing when %s', async (_reason, path) => {
    expect(status(await get(path))).toBe('fwd=miss');
    expect(status(await get(path))).toBe('fwd=miss');
  });

  test('does not read or write for a request with an Authorization header, or another method', async () => {
    await get(fresh('/c/3', ''));
    expect(status(await get(fresh('/c/3', ''), { authorization: 'Bearer x' }))).toBe('fwd=bypass');
    expect(status(await fetch(netlify.url + fresh('/c/3', ''), { method: 'POST' }))).toBe('fwd=bypass');
  });

  test('knows a page by its path and whole query, not by its host', async () => {
    await get(fresh('/c/4', '&a=1'));
    expect(status(await get(fresh('/c/4', '&a=2')))).toBe('fwd=miss; stored');
    const { port } = new URL(netlify.url);
    expect(status(await fetch(`http://127.0.0.1:${port}${fresh('/c/4', '&a=1')}`))).toMatch(/^hit/);
  });

  test('varies on what Netlify-Vary names and on nothing else', async () => {
    const path =
      '/c/5?cdn=public,s-maxage=60&vary=query%3Dpage,header%3DX-Look,cookie%3Dtheme,language%3Den%7Cfr,country%3Dfr%2Bbe';
    const kind = async (more: string, headers = {}) => status(await get(path + more, headers))?.slice(0, 4);
    expect(await kind('')).toBe('fwd=');
    expect(await kind('&utm=1')).toBe('hit;');
    expect(await kind('&page=2')).toBe('fwd=');
    expect(await kind('', { 'x-look': 'dark' })).toBe('fwd=');
    expect(await kind('', { cookie: 'session=1' })).toBe('hit;');
    expect(await kind('', { cookie: 'session=1; theme=dark' })).toBe('fwd=');
    expect(await kind('', { 'accept-language': 'fr-CA, en;q=0.5' })).toBe('fwd=');
    expect(await kind('', { 'accept-language': 'de' })).toBe('hit;');
  });

  test('serves what is stale while it fetches anew, and nothing beyond', async () => {
    const path = fresh('/c/6', '');
    const first = await (await get(path)).text();
    clock.ahead += 61_000;
    const stale = await get(path);
    expect(status(stale)).toMatch(/^hit; fwd=stale/);
    expect(await stale.text()).toBe(first);
    await netlify.settled();
    const renewed = await get(path);
    expect(status(renewed)).toMatch(/^hit; ttl/);
    expect(await renewed.text()).not.toBe(first);
    clock.ahead += 121_000;
    expect(status(await get(path))).toBe('fwd=miss; stored');
  });

  test('answers a conditional request from what it keeps', async () => {
    const path = fresh('/c/7', '&etag=%22v1%22');
    await get(path);
    expect((await get(path, { 'if-none-match': 'W/"v1"' })).status).toBe(304);
  });

  test('forgets by tag when a function purges it', async () => {
    const [one, other] = [fresh('/c/8', '&tag=acme,post-1'), fresh('/c/9', '&tag=globex')];
    await get(one);
    await get(other);
    expect(await (await post('/api/purge', { tags: ['POST-1'] })).text()).toBe('purged');
    expect(status(await get(one))).toBe('fwd=miss; stored');
    expect(status(await get(other))).toMatch(/^hit/);
  });

  test('refuses a purge without its token, of another site, or a third one of a tag in five seconds', async () => {
    const site_id = process.env.SITE_ID;
    expect((await purgeApi({ site_id, cache_tags: ['x'] }, 'wrong')).status).toBe(401);
    expect((await purgeApi({ site_id: 'other', cache_tags: ['x'] })).status).toBe(404);
    const statuses = [];
    for (let index = 0; index < 3; index += 1)
      statuses.push((await purgeApi({ site_id, cache_tags: ['x'] })).status);
    expect(statuses).toEqual([202, 202, 429]);
  });

  test('what the API does not simulate is refused loudly', async () => {
    const response = await fetch(`${netlify.apiUrl}/api/v1/sites`, {
      headers: { authorization: 'Bearer archipelago-local-netlify' },
    });
    expect([response.status, (await response.json()).message]).toEqual([
      501,
      'The local Netlify does not simulate GET /api/v1/sites.',
    ]);
  });
});

describe('Blobs', () => {
  test('are kept across a restart', async () => {
    await getStore('notes').set('key', 'value', { metadata: { by: 'ada' } });
    await netlify.stop();
    netlify = await startNetlify(options());
    expect(await getStore('notes').getWithMetadata('key')).toMatchObject({
      data: 'value',
      metadata: { by: 'ada' },
    });
  });

  test('are there for those with the token alone, and on loopback alone', async () => {
    expect((await fetch(`${netlify.blobsUrl}/site/store/key`)).status).toBe(403);
    expect(new URL(netlify.blobsUrl).hostname).toBe('127.0.0.1');
  });
});

describe('starting', () => {
  test('a taken port is explained', async () => {
    const port = Number(new URL(netlify.url).port);
    await expect(startNetlify({ ...options(), port })).rejects.toThrow(
      `port ${port} is taken by another process`,
    );
  });

  test('a missing build is explained', async () => {
    const ssr = { kind: 'build' as const, directory: site.root };
    await expect(startNetlify({ ...options(), ssr })).rejects.toThrow('There is no build to serve');
  });

  test('it does not start in production', async () => {
    vi.stubEnv('CONTEXT', 'production');
    await expect(startNetlify(options())).rejects.toThrow('did not start');
    vi.unstubAllEnvs();
  });
});
