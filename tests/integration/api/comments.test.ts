import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeApiKey } from '../../support/connection-factories.ts';
import {
  type MadeWorkspace,
  makeMember,
  makePost,
  makeRole,
  makeWorkspace,
  memberIdOf,
} from '../../support/factories.ts';
import { makeComment } from '../../support/make-comment.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { callApi } from './call-api.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let token: string;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'business', seats: 50 });
  token = (await makeApiKey(acme)).token;
});

const statusOf = ({ status, json }: Awaited<ReturnType<typeof callApi>>) =>
  json?.reason ? `${status} ${json.reason}` : String(status);

test('a key comments in the name of its maker, and what it writes never waits', async () => {
  const post = await makePost(acme, { status: 'published' });
  await product.database.observer.query(`update workspace set comment_policy = 'all_held' where id = $1`, [
    acme.id,
  ]);
  const made = await callApi('POST', '/comments', {
    token,
    body: { postId: post.id, body: 'From a program.' },
  });
  expect([made.status, made.json.state, made.json.authorUserId]).toEqual([201, 'visible', acme.owner.userId]);
  const read = await callApi('GET', made.headers.get('location')?.replace('/api/v1', '') ?? '', { token });
  expect(read.json).toEqual(made.json);
  const body = { postId: post.id, parentId: made.json.id, body: 'A reply.' };
  const reply = await callApi('POST', '/comments', { token, body });
  expect(reply.json.parentId).toBe(made.json.id);
  const deeper = { ...body, parentId: reply.json.id };
  expect(Object.keys((await callApi('POST', '/comments', { token, body: deeper })).json.fields)).toEqual([
    'parentId',
  ]);
  const draft = await makePost(acme);
  expect((await callApi('POST', '/comments', { token, body: { postId: draft.id, body: 'x' } })).status).toBe(
    404,
  );
});

test('comments are listed by state, post and person, and moderated one by one', async () => {
  const joan = await makeMember(acme, 'guest');
  const held = await makeComment(acme, { author: joan, state: 'held', body: 'Wait for me.' });
  await makeComment(acme, { postId: held.postId });
  const list = async (query: string) =>
    (await callApi('GET', `/comments?${query}`, { token })).json.items.map(({ id }: { id: string }) => id);
  for (const query of ['state=held', `authorUserId=${joan.userId}`, `postId=${held.postId}&state=held`]) {
    expect(await list(query), query).toEqual([held.id]);
  }
  const path = `/comments/${held.id}`;
  const approved = await callApi('PATCH', path, { token, body: { state: 'visible' } });
  expect(approved.json).toMatchObject({ state: 'visible', heldReason: null, body: 'Wait for me.' });
  expect((await callApi('DELETE', path, { token })).status).toBe(204);
  expect(statusOf(await callApi('GET', path, { token }))).toBe('404 comment-unknown');
  const { rows } = await product.database.observer.query(
    `select action, actor_kind::text as actor from audit_event where workspace_id = $1 order by created_at`,
    [acme.id],
  );
  expect(rows).toEqual([
    { action: 'comment.moderated', actor: 'api_key' },
    { action: 'comment.deleted', actor: 'api_key' },
  ]);
});

test('a change that is based on an older state is not made', async () => {
  const { id } = await makeComment(acme, { state: 'held' });
  const read = await callApi('GET', `/comments/${id}`, { token });
  const headers = { 'if-match': read.headers.get('etag') ?? '' };
  const change = (state: string) => callApi('PATCH', `/comments/${id}`, { token, headers, body: { state } });
  expect((await change('visible')).status).toBe(200);
  expect((await change('removed')).status).toBe(412);
});

test('a key whose maker does not moderate moderates nothing, whatever its scopes', async () => {
  const role = await makeRole(acme, ['dashboard:view', 'comments:read']);
  const maker = await makeMember(acme, 'member', undefined, { customRoleId: role.id });
  const weak = (await makeApiKey(acme, { maker })).token;
  const { id, postId } = await makeComment(acme, { state: 'held' });
  const of = async (method: string, path: string, body?: unknown) =>
    (await callApi(method, path, { token: weak, ...(body ? { body } : {}) })).status;
  expect(await of('GET', `/comments/${id}`)).toBe(200);
  expect(await of('PATCH', `/comments/${id}`, { state: 'visible' })).toBe(403);
  expect(await of('DELETE', `/comments/${id}`)).toBe(403);
  expect(await of('POST', '/comments', { postId, body: 'Words.' })).toBe(403);
});

test('a guest is listed, blocked and let back in; the team is not blocked', async () => {
  const [joan, alan] = [await makeMember(acme, 'guest'), await makeMember(acme, 'member')];
  const guests = async () => (await callApi('GET', '/guests', { token })).json.items;
  expect(await guests()).toMatchObject([{ userId: joan.userId, blockedAt: null }]);
  const path = `/guests/${await memberIdOf(acme, joan)}/block`;
  expect((await callApi('POST', path, { token })).status).toBe(204);
  expect((await guests())[0].blockedAt).toEqual(expect.any(String));
  expect((await callApi('DELETE', path, { token })).status).toBe(204);
  expect((await guests())[0].blockedAt).toBeNull();
  const ofAlan = `/guests/${await memberIdOf(acme, alan)}/block`;
  expect(statusOf(await callApi('POST', ofAlan, { token }))).toBe('409 not-a-guest');
});
