import { randomUUID } from 'node:crypto';
import { forgetOldAnswers } from '@archipelago/core/api/forget-old-answers';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApiKey } from '../../support/connection-factories.ts';
import { makePost, makeWorkspace } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { callApi } from './call-api.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

async function made() {
  const workspace = await makeWorkspace({ plan: 'pro' });
  const { id, token } = await makeApiKey(workspace);
  const key = randomUUID();
  const send = (body: unknown, over: { key?: string; token?: string } = {}) =>
    callApi('POST', '/posts', {
      token: over.token ?? token,
      headers: { 'idempotency-key': over.key ?? key },
      body,
    });
  return { workspace, keyId: id, token, key, send };
}

async function countOf(table: string, workspace: { id: string }): Promise<number> {
  const { rows } = await product.database.observer.query<{ count: number }>(
    `select count(*)::int as count from ${table} where workspace_id = $1`,
    [workspace.id],
  );
  return rows[0]?.count ?? -1;
}

const post = { title: 'Tides', body: 'High.' };

test('the same request sent again has the same answer and no second effect', async () => {
  const { workspace, send } = await made();
  const first = await send(post);
  const again = await send(post);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.text).toBe(first.text);
  for (const name of ['location', 'etag', 'content-type'])
    expect(again.headers.get(name), name).toBe(first.headers.get(name));
  expect(first.headers.get('location')).toBe(`/api/v1/posts/${first.json.id}`);
  expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
  expect([await countOf('post', workspace), await countOf('audit_event', workspace)]).toEqual([1, 1]);
});

test('what was answered is told again even when the thing has changed since', async () => {
  const { token, send } = await made();
  const first = await send(post);
  await callApi('DELETE', `/posts/${first.json.id}`, { token });
  expect((await send(post)).text).toBe(first.text);
});

test('another request with the same key is refused: another body, address, method or precondition', async () => {
  const { workspace, token, key, send } = await made();
  const first = await send(post);
  const headers = { 'idempotency-key': key };
  const path = `/posts/${first.json.id}`;
  for (const answer of [
    await send({ ...post, title: 'Other' }),
    await callApi('PATCH', path, { token, headers, body: post }),
    await callApi('DELETE', path, { token, headers }),
  ]) {
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ code: 'UNPROCESSABLE_CONTENT', reason: 'idempotency-key-reused' });
  }
  expect(await countOf('audit_event', workspace)).toBe(1);
});

test('many at once have one effect, and each that has an answer has the same one', async () => {
  const { workspace, send } = await made();
  const answers = await Promise.all(Array.from({ length: 12 }, () => send(post)));
  const done = answers.filter(({ status }) => status === 201);
  const running = answers.filter(({ status }) => status === 409);
  expect(done.length + running.length).toBe(12);
  expect(new Set(done.map(({ text }) => text)).size).toBe(1);
  for (const { json, headers } of running) {
    expect(json.reason).toBe('still-running');
    expect(headers.get('retry-after')).toBe('1');
  }
  expect([await countOf('post', workspace), await countOf('audit_event', workspace)]).toEqual([1, 1]);
});

test('a request that failed is not remembered: corrected, the same key does it', async () => {
  const { workspace, token, send } = await made();
  expect((await send({ ...post, title: '' })).status).toBe(400);
  expect(await countOf('api_answer', workspace)).toBe(0);
  const [taken, gone] = [randomUUID(), await makePost(workspace)];
  const remove = () =>
    callApi('DELETE', `/posts/${gone.id}`, {
      token,
      headers: { 'idempotency-key': taken, 'if-match': '"old"' },
    });
  expect((await remove()).status).toBe(412);
  expect((await remove()).headers.get('idempotency-replayed')).toBeNull();
  expect(await countOf('api_answer', workspace)).toBe(0);
  expect((await send(post)).status).toBe(201);
});

test('an answer without a body is told again as well', async () => {
  const { workspace, token } = await made();
  const { id } = await makePost(workspace);
  const remove = () => callApi('DELETE', `/posts/${id}`, { token, headers: { 'idempotency-key': 'once' } });
  expect([(await remove()).status, (await remove()).status]).toEqual([204, 204]);
  expect((await callApi('DELETE', `/posts/${id}`, { token })).status).toBe(404);
});

test('a key of another name is another caller: each has its own answers', async () => {
  const { workspace, key, send } = await made();
  const other = await makeApiKey(workspace);
  const first = await send(post);
  const second = await send(post, { token: other.token, key });
  expect(second.json.id).not.toBe(first.json.id);
  expect(await countOf('post', workspace)).toBe(2);
});

test('a key that lost its scope is not told again what it did', async () => {
  const { keyId, send } = await made();
  await send(post);
  await product.database.observer.query(`update api_key set scopes = '{posts:read}' where id = $1`, [keyId]);
  expect((await send(post)).status).toBe(403);
});

test('after a day the key is as good as new', async () => {
  const { workspace, send } = await made();
  const first = await send(post);
  await product.database.observer.query(
    `update api_answer set created_at = now() - interval '24 hours' where workspace_id = $1`,
    [workspace.id],
  );
  expect((await send(post)).json.id).not.toBe(first.json.id);
  expect(await countOf('api_answer', workspace)).toBe(1);
});

test('answers are forgotten after a day, those of every workspace and no fresher ones', async () => {
  const [one, other] = [await made(), await made()];
  for (const { workspace, send } of [one, other]) {
    await send(post, { key: 'old' });
    await product.database.observer.query(
      `update api_answer set created_at = now() - interval '24 hours' where workspace_id = $1`,
      [workspace.id],
    );
    await withWorkspace(workspace.id, (tx) => tx.post.deleteMany({ where: { workspaceId: workspace.id } }));
  }
  await one.send(post, { key: 'fresh' });
  await product.database.observer.query(
    `insert into api_answer (workspace_id, api_key_id, key_hash, fingerprint, status, headers, body, created_at)
      select $1, $2, 'hash ' || n, '', 200, '{}', '', now() - interval '2 days' from generate_series(1, 1500) n`,
    [other.workspace.id, other.keyId],
  );
  await forgetOldAnswers();
  expect([await countOf('api_answer', one.workspace), await countOf('api_answer', other.workspace)]).toEqual([
    1, 0,
  ]);
});

test.each(['', ' ', 'ä', 'two words', 'x'.repeat(256)])('%j is no Idempotency-Key', async (key) => {
  const { workspace, token } = await made();
  const headers = { 'idempotency-key': key };
  expect((await callApi('POST', '/posts', { token, headers, body: post })).status).toBe(400);
  expect(await countOf('post', workspace)).toBe(0);
});

test('a body too deep to be written down is refused as what it is', async () => {
  const { send } = await made();
  const depth = 200_000;
  const answer = await send(`{"title":${'['.repeat(depth)}${']'.repeat(depth)},"body":"x"}`);
  expect(answer.status).toBe(400);
  expect(Object.keys(answer.json.fields)).toEqual(['title']);
});
