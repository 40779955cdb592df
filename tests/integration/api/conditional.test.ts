import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApiKey } from '../../support/connection-factories.ts';
import { makeMember, makePost, makeWorkspace, memberIdOf } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { callApi } from './call-api.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

async function made() {
  const workspace = await makeWorkspace({ plan: 'pro' });
  const { token } = await makeApiKey(workspace);
  const post = await makePost(workspace);
  const path = `/posts/${post.id}`;
  const get = (headers: Record<string, string> = {}) => callApi('GET', path, { token, headers });
  const patch = (body: unknown, ifMatch?: string) =>
    callApi('PATCH', path, { token, body, headers: ifMatch === undefined ? {} : { 'if-match': ifMatch } });
  return { workspace, token, post, path, get, patch };
}

const tagOf = ({ headers }: { headers: Headers }) => headers.get('etag') ?? '';

test('what is known already is not sent again', async () => {
  const { get } = await made();
  const etag = tagOf(await get());
  expect(etag).toMatch(/^"[\w-]{27}"$/);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const answer = await get({ 'if-none-match': known });
    expect([answer.status, answer.text, tagOf(answer)], known).toEqual([304, '', etag]);
    expect(answer.headers.get('content-type')).toBeNull();
    expect(answer.headers.get('ratelimit')).not.toBeNull();
  }
  expect((await get({ 'if-none-match': '"other"' })).status).toBe(200);
  expect((await get({ 'if-none-match': etag.replaceAll('"', '') })).status).toBe(200);
});

test('a list has an ETag of its own, for each page and each filter', async () => {
  const { workspace, token } = await made();
  const list = (query: string, headers = {}) => callApi('GET', `/posts${query}`, { token, headers });
  const etag = tagOf(await list(''));
  expect((await list('', { 'if-none-match': etag })).status).toBe(304);
  expect((await list('?status=published', { 'if-none-match': etag })).status).toBe(200);
  await makePost(workspace);
  expect((await list('', { 'if-none-match': etag })).status).toBe(200);
});

test('a change based on what is there is made, and answers what GET answers then', async () => {
  const { get, patch } = await made();
  const changed = await patch({ title: 'Newer' }, tagOf(await get()));
  expect(changed.status).toBe(200);
  const read = await get();
  expect([read.text, tagOf(read)]).toEqual([changed.text, tagOf(changed)]);
  expect((await patch({ title: 'Newest' }, tagOf(changed))).status).toBe(200);
});

test('a change based on something else is refused and changes nothing', async () => {
  const { get, patch, path, token } = await made();
  const stale = tagOf(await get());
  await patch({ title: 'Newer' });
  const now = await get();
  for (const header of [stale, `W/${tagOf(now)}`, '"other"', '', tagOf(now).replaceAll('"', '')]) {
    const refused = await patch({ title: 'Lost' }, header);
    expect([refused.status, refused.json.code, refused.json.reason], header).toEqual([
      412,
      'PRECONDITION_FAILED',
      'changed-meanwhile',
    ]);
    const kept = await callApi('DELETE', path, { token, headers: { 'if-match': header } });
    expect(kept.status).toBe(412);
  }
  expect((await get()).text).toBe(now.text);
});

test('If-Match takes any of a list, and * for whatever is there', async () => {
  const { get, patch } = await made();
  expect((await patch({ title: 'One' }, `"other", ${tagOf(await get())}`)).status).toBe(200);
  expect((await patch({ title: 'Two' }, '*')).status).toBe(200);
});

test('of several changes at once that are based on the same, one is made, whoever makes them', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { workspace, get, path } = await made();
    const etag = tagOf(await get());
    // Requests for one person wait for each other anyway: these act for four.
    const makers = await Promise.all(Array.from({ length: 4 }, () => makeMember(workspace, 'member')));
    const keys = await Promise.all(makers.map((maker) => makeApiKey(workspace, { maker })));
    const headers = { 'if-match': etag };
    const answers = await Promise.all(
      keys.map(({ token, name }) => callApi('PATCH', path, { token, headers, body: { title: name } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    const won = answers.find(({ status }) => status === 200);
    expect((await get()).text).toBe(won?.text);
  }
});

test('of a change and a deletion at once, based on the same, one is done', async () => {
  const { get, patch, path, token } = await made();
  const etag = tagOf(await get());
  const [changed, deleted] = await Promise.all([
    patch({ title: 'Newer' }, etag),
    callApi('DELETE', path, { token, headers: { 'if-match': etag } }),
  ]);
  expect([
    [200, 412],
    [404, 204],
  ]).toContainEqual([changed.status, deleted.status]);
});

test('If-Match for what is not there is NOT_FOUND, and where it means nothing a BAD_REQUEST', async () => {
  const { token, path } = await made();
  const gone = path.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  const headers = { 'if-match': '*' };
  expect((await callApi('PATCH', gone, { token, headers, body: { title: 'X' } })).status).toBe(404);
  const refused = await callApi('POST', '/posts', { token, headers, body: { title: 'X', body: 'Y' } });
  expect([refused.status, refused.json.detail]).toEqual([400, expect.stringContaining('If-Match')]);
});

test('a role is changed on the condition that nobody changed it meanwhile', async () => {
  const { workspace, token } = await made();
  const grace = await makeMember(workspace, 'member');
  const path = `/members/${await memberIdOf(workspace, grace)}`;
  const etag = tagOf(await callApi('GET', path, { token }));
  await product.database.observer.query(`update "user" set name = 'Grace Hopper' where id = $1`, [
    grace.userId,
  ]);
  const send = (ifMatch: string) =>
    callApi('PATCH', path, { token, headers: { 'if-match': ifMatch }, body: { role: 'member' } });
  expect((await send(etag)).status).toBe(412);
  expect((await send(tagOf(await callApi('GET', path, { token })))).status).toBe(200);
});
