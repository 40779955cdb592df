import { problemSchema, problems } from '@archipelago/core/api/problem';
import { keyRateLimit } from '@archipelago/core/api-keys/authenticate-api-key';
import { connect, disconnect } from '@archipelago/db/connection';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApiKey } from '../../support/connection-factories.ts';
import { makePost, makeWorkspace } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { type ApiAnswered, callApi } from './call-api.ts';

let product: OwnProduct;
let token: string;
let path: string;

beforeAll(async () => {
  product = await startOwnProduct();
  const workspace = await makeWorkspace({ plan: 'pro' });
  token = (await makeApiKey(workspace)).token;
  path = `/posts/${(await makePost(workspace)).id}`;
});
afterAll(() => product.stop());

/** That an answer is a whole problem, and which one. */
function problemOf({ status, headers, json }: ApiAnswered): string {
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('cache-control')).toBe('private, no-store');
  const problem = problemSchema.strict().parse(json);
  expect(problem.status).toBe(status);
  const code = problem.code as keyof typeof problems;
  expect(problem.title).toBe(problems[code].title);
  expect(problem.type).toBe(`/docs/api#${code.toLowerCase().replaceAll('_', '-')}`);
  expect(problem.requestId).toMatch(/^req_/);
  return `${status} ${code}`;
}

test('a problem says what to correct, by field, all fields at once', async () => {
  const answer = await callApi('POST', '/posts', { token, body: { title: '', body: 7, publish: 'yes' } });
  expect(problemOf(answer)).toBe('400 BAD_REQUEST');
  expect(Object.keys(answer.json.fields).sort()).toEqual(['body', 'publish', 'title']);
});

test('without a key nothing is told, not even whether an address exists', async () => {
  for (const address of ['/posts', '/nothing', '']) {
    const answer = await callApi('GET', address);
    expect(problemOf(answer)).toBe('401 UNAUTHORIZED');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="Archipelago"');
    expect(answer.headers.get('ratelimit')).toBeNull();
  }
});

test.each([['Basic abc'], ['Bearer'], ['Bearer one two'], ['Token x'], ['Bearer  ']])(
  'Authorization %j is no key',
  async (authorization) => {
    const answer = await callApi('GET', '/posts', { headers: { authorization } });
    expect(problemOf(answer)).toBe('401 UNAUTHORIZED');
  },
);

test('the scheme is written in any case, and a cookie counts for nothing', async () => {
  const headers = { authorization: `bEaReR ${token}`, cookie: '__session=x' };
  expect((await callApi('GET', '/posts', { headers })).status).toBe(200);
  expect((await callApi('GET', '/posts', { headers: { cookie: `key=${token}` } })).status).toBe(401);
  expect((await callApi('GET', `/posts?access_token=${token}`)).status).toBe(401);
});

test('every answer to a key says how much of its minute is left, counting down', async () => {
  const fresh = (await makeApiKey(await makeWorkspace())).token;
  const left: number[] = [];
  for (const [method, address, status] of [
    ['GET', '/posts', 200],
    ['GET', '/nothing', 404],
    ['PUT', '/posts', 405],
    ['POST', '/posts', 400],
    ['HEAD', '/posts', 200],
  ] as const) {
    const { headers, ...answer } = await callApi(method, address, { token: fresh });
    expect(answer.status).toBe(status);
    expect(headers.get('ratelimit-policy')).toBe(`"key";q=${keyRateLimit.limit};w=${keyRateLimit.seconds}`);
    const [, remaining, seconds] = /^"key";r=(\d+);t=(\d+)$/.exec(headers.get('ratelimit') ?? '') ?? [];
    left.push(Number(remaining));
    expect(Number(seconds)).toBeGreaterThan(0);
    expect(Number(seconds)).toBeLessThanOrEqual(keyRateLimit.seconds);
  }
  expect(left).toEqual([1, 2, 3, 4, 5].map((used) => keyRateLimit.limit - used));
});

test('an address that takes other methods names them', async () => {
  for (const [method, address, allow] of [
    ['PUT', '/posts', 'GET, POST, HEAD, OPTIONS'],
    ['DELETE', '/posts', 'GET, POST, HEAD, OPTIONS'],
    ['POST', path, 'GET, PATCH, DELETE, HEAD, OPTIONS'],
    ['PROPFIND', '/usage', 'GET, HEAD, OPTIONS'],
    ['GET', path.replace('posts', 'invitations'), 'DELETE, OPTIONS'],
  ] as const) {
    const answer = await callApi(method, address, { token });
    expect(problemOf(answer)).toBe('405 METHOD_NOT_ALLOWED');
    expect(answer.headers.get('allow')).toBe(allow);
    expect(answer.json.detail).toContain(method);
  }
});

test('HEAD answers what GET answers, without the body', async () => {
  for (const address of ['/posts?limit=1', path, '/nothing', path.replace(/.{8}$/, '00000000')]) {
    const [get, head] = [await callApi('GET', address, { token }), await callApi('HEAD', address, { token })];
    expect([head.status, head.text]).toEqual([get.status, '']);
    for (const name of ['content-type', 'etag', 'link', 'cache-control', 'ratelimit-policy'])
      expect(head.headers.get(name), name).toBe(get.headers.get(name));
  }
  const refused = await callApi('HEAD', path.replace('posts', 'invitations'), { token });
  expect([refused.status, refused.text]).toEqual([405, '']);
});

test('OPTIONS names the methods without a key, and answers no other origin', async () => {
  const headers = { origin: 'https://evil.test', 'access-control-request-method': 'DELETE' };
  const answer = await callApi('OPTIONS', path, { headers });
  expect([answer.status, answer.text]).toEqual([204, '']);
  expect(answer.headers.get('allow')).toBe('GET, PATCH, DELETE, HEAD, OPTIONS');
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect((await callApi('OPTIONS', '/nothing')).status).toBe(401);
});

test.each([
  ['text/html', 406],
  ['application/json;q=0', 406],
  ['text/html, application/json;q=0.0', 406],
  ['application/xml, image/*', 406],
  ['*/*', 200],
  ['application/*', 200],
  ['text/html, application/json;q=0.1', 200],
  ['Application/JSON; charset=utf-8', 200],
  ['', 200],
])('Accept: %s is answered with %i', async (accept, status) => {
  const answer = await callApi('GET', '/posts', { token, headers: { accept } });
  expect(answer.status).toBe(status);
  if (status === 406) expect(problemOf(answer)).toBe('406 NOT_ACCEPTABLE');
});

test.each([
  ['text/plain'],
  ['application/x-www-form-urlencoded'],
  ['application/json; charset=latin1'],
  ['application/merge-patch+json'],
  ['multipart/form-data; boundary=x'],
])('a body of %s is refused', async (type) => {
  const body = '{"title":"A","body":"B"}';
  const answer = await callApi('POST', '/posts', { token, body, headers: { 'content-type': type } });
  expect(problemOf(answer)).toBe('415 UNSUPPORTED_MEDIA_TYPE');
});

test('a packed body is refused, and JSON in UTF-8 is read', async () => {
  const body = '{"title":"Ä","body":"B"}';
  const packed = await callApi('POST', '/posts', { token, body, headers: { 'content-encoding': 'gzip' } });
  expect(problemOf(packed)).toBe('415 UNSUPPORTED_MEDIA_TYPE');
  const headers = { 'content-type': 'Application/JSON ; Charset="UTF-8"' };
  const read = await callApi('POST', '/posts', { token, body, headers });
  expect([read.status, read.json.title]).toEqual([201, 'Ä']);
});

test('a body of a megabyte is read to its end, a larger one is not', async () => {
  const limit = 1024 * 1024;
  const empty = JSON.stringify({ title: '', body: '' }).length;
  const exact = await callApi('POST', '/posts', {
    token,
    body: { title: '', body: 'x'.repeat(limit - empty) },
  });
  expect(problemOf(exact)).toBe('400 BAD_REQUEST');
  const over = await callApi('POST', '/posts', {
    token,
    body: { title: '', body: 'x'.repeat(limit - empty + 1) },
  });
  expect(problemOf(over)).toBe('413 CONTENT_TOO_LARGE');
  const announced = { 'content-length': String(limit + 1) };
  const early = await callApi('POST', '/posts', { token, body: '{}', headers: announced });
  expect(problemOf(early)).toBe('413 CONTENT_TOO_LARGE');
});

test.each(['{', '[]', 'null', '"text"', '7', '{"title":"A",}', "{'title':'A'}", '{"title":"A"}{}', '\u0000'])(
  'the body %j is no object of fields',
  async (body) => {
    expect(problemOf(await callApi('POST', '/posts', { token, body }))).toBe('400 BAD_REQUEST');
  },
);

test('what a body or a query names that is not known is refused by its name', async () => {
  const valid = { title: 'A', body: 'B' };
  for (const strange of ['workspaceId', 'authorUserId', 'id', '__proto__', 'constructor', 'Title']) {
    const body = `{"title":"A","body":"B",${JSON.stringify(strange)}:"x"}`;
    const answer = await callApi('POST', '/posts', { token, body });
    expect(problemOf(answer), strange).toBe('400 BAD_REQUEST');
    expect(Object.keys(answer.json.fields), strange).toEqual([strange]);
    expect(answer.json.fields[strange]).toContain('no such field');
    const listed = await callApi('GET', `/posts?${strange}=x`, { token });
    expect(Object.keys(listed.json.fields), strange).toEqual([strange]);
  }
  expect((await callApi('POST', '/posts?publish=true', { token, body: valid })).status).toBe(400);
  expect((await callApi('GET', '/posts?limit=1&limit=2', { token })).status).toBe(400);
});

test('what the path says is said nowhere else', async () => {
  const other = path.split('/').at(-1);
  const answers = [
    await callApi('PATCH', path, { token, body: { postId: other, title: 'A' } }),
    await callApi('GET', `${path}?postId=${other}`, { token }),
  ];
  for (const answer of answers) {
    expect(problemOf(answer)).toBe('400 BAD_REQUEST');
    expect(Object.keys(answer.json.fields)).toEqual(['postId']);
  }
});

test.each(['\ud800', '\udfff text', 'a\u0000b'])(
  'text that no database keeps is refused: %j',
  async (title) => {
    const answer = await callApi('POST', '/posts', { token, body: { title, body: 'B' } });
    expect(problemOf(answer)).toBe('400 BAD_REQUEST');
    expect(Object.keys(answer.json.fields)).toEqual(['title']);
  },
);

test('while the database cannot be reached, the answer is worth asking for again', async () => {
  const { DATABASE_URL, NEON_WS_PROXY } = product.database;
  await disconnect();
  connect({ url: DATABASE_URL, webSocketProxy: '127.0.0.1:1' });
  try {
    const answer = await callApi('GET', '/posts', { token });
    expect(problemOf(answer)).toBe('503 SERVICE_UNAVAILABLE');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  } finally {
    await disconnect();
    connect({ url: DATABASE_URL, webSocketProxy: NEON_WS_PROXY });
  }
  expect((await callApi('GET', '/posts', { token })).status).toBe(200);
});
