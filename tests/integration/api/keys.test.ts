import { keyRateLimit, wrongKeyRateLimit } from '@archipelago/core/api-keys/authenticate-api-key';
import { createApiKey } from '@archipelago/core/api-keys/create-api-key';
import { listApiKeys } from '@archipelago/core/api-keys/list-api-keys';
import { revokeApiKey } from '@archipelago/core/api-keys/revoke-api-key';
import { rotateApiKey } from '@archipelago/core/api-keys/rotate-api-key';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApiKey } from '../../support/connection-factories.ts';
import { contextFor, makeMember, makePost, makeWorkspace } from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { callApi } from './call-api.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

async function made(over: Partial<Parameters<typeof createApiKey>[1]> = {}) {
  const workspace = await makeWorkspace({ plan: 'pro' });
  const ctx = await contextFor(workspace.owner, workspace);
  const key = await createApiKey(ctx, { name: 'Warehouse', scopes: ['posts:read'], lifetime: '90', ...over });
  return { workspace, ctx, key };
}

async function setKey(keyId: string, assignments: string) {
  await product.database.observer.query(`update api_key set ${assignments} where id = $1`, [keyId]);
}

test('a key opens what its scopes say, and nothing else', async () => {
  const { workspace, key } = await made();
  const post = await makePost(workspace);
  const read = await callApi('GET', `/posts/${post.id}`, { token: key.token });
  expect(read.status).toBe(200);
  expect(read.json).toMatchObject({ id: post.id, title: post.title, status: 'draft', body: 'Words.' });
  const refused = await callApi('DELETE', `/posts/${post.id}`, { token: key.token });
  expect(refused.status).toBe(403);
  expect(refused.json).toMatchObject({ code: 'FORBIDDEN', reason: 'scope' });
  expect(refused.json.detail).toContain('posts:write');
});

test('a right key costs one statement, a wrong one at most one, and what is no key none', async () => {
  const { key } = await made();
  await callApi('GET', '/nothing', { token: key.token });
  const cost = async (token: string | null) => {
    const before = await product.statements();
    await callApi('GET', '/nothing', { token });
    return (await product.statements()) - before;
  };
  const { token: strange } = await strangeKey();
  // What a key asked for in vain is counted for its workspace afterwards, in a transaction with a scope.
  const counting = 3;
  expect(await cost(key.token)).toBe(1 + counting);
  expect(await cost(strange)).toBe(1);
  expect(await cost(`${key.token.slice(0, -1)}~`)).toBe(0);
  expect(await cost('garbage')).toBe(0);
  expect(await cost(null)).toBe(0);
});

/** A well-formed key whose row is gone. */
async function strangeKey() {
  const workspace = await makeWorkspace();
  const key = await makeApiKey(workspace);
  await product.database.observer.query('delete from api_key where id = $1', [key.id]);
  return key;
}

test('the text of a key is nowhere in the database', async () => {
  const { key } = await made();
  const secret = key.token.split('_').at(-1) ?? '';
  const { rows } = await product.database.observer.query<{ table: string }>(
    `select quote_ident(relname) as table from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  for (const { table } of rows) {
    const { rows: found } = await product.database.observer.query(
      `select 1 from ${table} t where strpos(t::text, $1) > 0`,
      [secret],
    );
    expect(found, table).toEqual([]);
  }
});

test('making, rotating and revoking are told in the audit log, without the secret', async () => {
  const { workspace, ctx, key } = await made();
  const rotated = await rotateApiKey(ctx, { keyId: key.keyId, grace: '0' });
  await revokeApiKey(ctx, { keyId: key.keyId });
  const { rows } = await product.database.observer.query<{ action: string; all: string }>(
    `select action, t::text as all from audit_event t where workspace_id = $1 order by created_at`,
    [workspace.id],
  );
  expect(rows.map(({ action }) => action)).toEqual(['api_key.created', 'api_key.rotated', 'api_key.revoked']);
  for (const token of [key.token, rotated.token])
    expect(JSON.stringify(rows)).not.toContain(token.slice(-39));
});

test('what a key does is told under its own name', async () => {
  const workspace = await makeWorkspace();
  const key = await makeApiKey(workspace, { name: 'Website build' });
  const written = await callApi('POST', '/posts', {
    token: key.token,
    body: { title: 'Tides', body: 'High.' },
  });
  expect(written.status).toBe(201);
  const { rows } = await product.database.observer.query(
    `select actor_kind::text, actor_id, actor_name from audit_event where workspace_id = $1`,
    [workspace.id],
  );
  expect(rows).toEqual([{ actor_kind: 'api_key', actor_id: key.id, actor_name: 'Website build' }]);
  const { rows: posts } = await product.database.observer.query(
    'select author_user_id from post where id = $1',
    [written.json.id],
  );
  expect(posts).toEqual([{ author_user_id: workspace.owner.userId }]);
});

test('a revoked, an expired and a rotated key are refused, each with its reason', async () => {
  for (const [assignments, reason] of [
    ['revoked_at = now()', 'revoked-key'],
    [`expires_at = now() - interval '1 second'`, 'expired-key'],
    [`secret_hash = repeat('0', 64)`, 'unknown-key'],
  ] as const) {
    const { key } = await made();
    await setKey(key.keyId, assignments);
    const answer = await callApi('GET', '/posts', { token: key.token });
    expect(answer.status).toBe(401);
    expect(answer.json.reason).toBe(reason);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  }
});

test('after a rotation the new secret works at once and the old one as long as was asked for', async () => {
  const { ctx, key } = await made();
  const rotated = await rotateApiKey(ctx, { keyId: key.keyId, grace: '24' });
  const status = async (token: string) => (await callApi('GET', '/posts', { token })).status;
  expect(await status(rotated.token)).toBe(200);
  expect(await status(key.token)).toBe(200);
  await setKey(key.keyId, `previous_works_until = now() - interval '1 second'`);
  expect(await status(key.token)).toBe(401);
  expect(await status(rotated.token)).toBe(200);
});

test('a key never does more than its maker may at that moment', async () => {
  const workspace = await makeWorkspace();
  const maker = await makeMember(workspace, 'admin');
  const { token } = await makeApiKey(workspace, { maker });
  const invite = () =>
    callApi('GET', '/audit-events', { token }).then(({ status, json }) => [status, json?.reason]);
  expect(await invite()).toEqual([200, undefined]);
  await product.database.observer.query(
    `update member set role = 'member' where workspace_id = $1 and user_id = $2`,
    [workspace.id, maker.userId],
  );
  expect(await invite()).toEqual([403, 'scope']);
  expect((await callApi('GET', '/posts', { token })).status).toBe(200);
  await product.database.observer.query(`delete from member where workspace_id = $1 and user_id = $2`, [
    workspace.id,
    maker.userId,
  ]);
  expect(await invite()).toEqual([401, 'maker-left']);
});

test('a key whose maker left lives on when somebody who may do as much rotates it', async () => {
  const workspace = await makeWorkspace();
  const maker = await makeMember(workspace, 'admin');
  const key = await makeApiKey(workspace, { maker });
  await product.database.observer.query(`delete from member where workspace_id = $1 and user_id = $2`, [
    workspace.id,
    maker.userId,
  ]);
  const ctx = await contextFor(workspace.owner, workspace);
  expect((await listApiKeys(ctx, {})).items[0]).toMatchObject({ state: 'maker-left', makerName: maker.name });
  const rotated = await rotateApiKey(ctx, { keyId: key.id, grace: '0' });
  expect((await callApi('GET', '/posts', { token: rotated.token })).status).toBe(200);
});

test('nobody makes or takes over a key that may do more than they may', async () => {
  const workspace = await makeWorkspace({ plan: 'pro' });
  const custom = await makeMember(workspace, 'member');
  await product.database.observer.query(
    `with r as (insert into custom_role (workspace_id, name, permissions)
        values ($1, 'Keys', '{api-keys:manage,posts:read}') returning id)
      update member set custom_role_id = (select id from r) where workspace_id = $1 and user_id = $2`,
    [workspace.id, custom.userId],
  );
  const key = await makeApiKey(workspace, { scopes: ['posts:write'] });
  const ctx = await contextFor(custom, workspace);
  const wanted = { name: 'Mine', lifetime: '30' as const };
  expect(await outcomeOf(createApiKey(ctx, { ...wanted, scopes: ['posts:read', 'audit:read'] }))).toBe(
    'FORBIDDEN scope',
  );
  expect(await outcomeOf(rotateApiKey(ctx, { keyId: key.id, grace: '0' }))).toBe('FORBIDDEN scope');
  expect(await outcomeOf(createApiKey(ctx, { ...wanted, scopes: ['posts:read'] }))).toBe('done');
});

test('a plan has so many keys, and revoking one makes room', async () => {
  const workspace = await makeWorkspace();
  const ctx = await contextFor(workspace.owner, workspace);
  const make = (name: string) => createApiKey(ctx, { name, scopes: ['posts:read'], lifetime: 'never' });
  const first = await make('One');
  await make('Two');
  await make('Three');
  expect(await outcomeOf(make('Four'))).toBe('PAYMENT_REQUIRED apiKeys');
  await revokeApiKey(ctx, { keyId: first.keyId });
  expect(await outcomeOf(make('Four'))).toBe('done');
  expect(await outcomeOf(make('four'))).toBe('PAYMENT_REQUIRED apiKeys');
});

test('two keys in use never have one name', async () => {
  const { ctx } = await made();
  const again = createApiKey(ctx, { name: 'WAREHOUSE', scopes: ['posts:read'], lifetime: '30' });
  expect(await outcomeOf(again)).toBe('CONFLICT same-name');
});

test('a key revoked while its request runs changes nothing', async () => {
  const workspace = await makeWorkspace();
  const key = await makeApiKey(workspace);
  let answer: Promise<Awaited<ReturnType<typeof callApi>>> | undefined;
  await withWorkspace(workspace.id, async (tx) => {
    await tx.apiKey.updateMany({ where: { id: key.id }, data: { revokedAt: new Date() } });
    answer = callApi('POST', '/posts', { token: key.token, body: { title: 'Late', body: 'Too late.' } });
    await waitingForLock();
  });
  expect((await answer)?.status).toBe(401);
  const { rows } = await product.database.observer.query('select 1 from post where workspace_id = $1', [
    workspace.id,
  ]);
  expect(rows).toEqual([]);
});

async function waitingForLock(): Promise<void> {
  for (;;) {
    const { rows } = await product.database.observer.query(
      `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    if (rows.length > 0) return;
  }
}

test('last use is written at most once a minute', async () => {
  const { key } = await made();
  const lastUsed = async () => {
    const { rows } = await product.database.observer.query<{ at: Date }>(
      'select last_used_at as at from api_key where id = $1',
      [key.keyId],
    );
    return rows[0]?.at?.getTime();
  };
  await callApi('GET', '/posts', { token: key.token });
  const first = await lastUsed();
  await callApi('GET', '/posts', { token: key.token });
  expect(await lastUsed()).toBe(first);
  await setKey(key.keyId, `last_used_at = now() - interval '61 seconds'`);
  await callApi('GET', '/posts', { token: key.token });
  expect(await lastUsed()).toBeGreaterThan(first ?? 0);
});

test('a key has so many requests a minute, says how many are left, and when to come again', async () => {
  const { key } = await made();
  const flood: Awaited<ReturnType<typeof callApi>>[] = [];
  // Twenty at a time: three hundred at once ask the database's few connections for more than a second's patience.
  while (flood.length < keyRateLimit.limit + 20) {
    const wave = Array.from({ length: 20 }, () => callApi('GET', '/nothing', { token: key.token }));
    flood.push(...(await Promise.all(wave)));
  }
  const refused = flood.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(20);
  expect(flood.filter(({ status }) => status === 404)).toHaveLength(keyRateLimit.limit);
  for (const { headers, json } of refused) {
    const seconds = Number(headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(keyRateLimit.seconds);
    expect(headers.get('ratelimit')).toMatch(/^"key";r=0;t=\d+$/);
    expect(json.code).toBe('TOO_MANY_REQUESTS');
  }
  expect(flood[0]?.headers.get('ratelimit-policy')).toBe('"key";q=300;w=60');
  const { rows } = await product.database.observer.query<{ used: string }>(
    `select used from usage_counter where meter = 'api-requests'
      and workspace_id = (select workspace_id from api_key where id = $1)`,
    [key.keyId],
  );
  expect(Number(rows[0]?.used)).toBe(keyRateLimit.limit);
});

test('an address that tries keys is told to stop, and its own key goes on working', async () => {
  const strange = await strangeKey();
  const { key } = await made();
  const ip = '198.51.100.7';
  const tries = await Promise.all(
    Array.from({ length: wrongKeyRateLimit.limit + 5 }, () =>
      callApi('GET', '/posts', { token: strange.token, ip }),
    ),
  );
  expect(tries.filter(({ status }) => status === 429)).toHaveLength(5);
  expect((await callApi('GET', '/posts', { token: key.token, ip })).status).toBe(200);
  expect((await callApi('GET', '/posts', { token: strange.token, ip: '198.51.100.8' })).status).toBe(401);
});

test('a plan has so many requests a month, and what is refused is not counted', async () => {
  const workspace = await makeWorkspace();
  const key = await makeApiKey(workspace);
  await callApi('GET', '/posts', { token: key.token });
  const set = (used: number) =>
    product.database.observer.query(`update usage_counter set used = $2 where workspace_id = $1`, [
      workspace.id,
      used,
    ]);
  await set(9_999);
  expect((await callApi('GET', '/posts', { token: key.token })).status).toBe(200);
  const refused = await callApi('GET', '/posts', { token: key.token });
  expect(refused.status).toBe(402);
  expect(refused.json.detail).toContain('10,000 API requests a month');
  const { rows } = await product.database.observer.query<{ used: string }>(
    `select used from usage_counter where workspace_id = $1`,
    [workspace.id],
  );
  expect(rows[0]?.used).toBe('10000');
  await product.database.observer.query(
    `insert into subscription (workspace_id, stripe_subscription_id, plan, interval, status, seats,
        current_period_start, current_period_end, synced_at)
      values ($1, 'sub_x', 'pro', 'month', 'active', 5, now(), now() + interval '1 month', now())`,
    [workspace.id],
  );
  expect((await callApi('GET', '/posts', { token: key.token })).status).toBe(200);
});

test('a key of a workspace that is being deleted opens nothing', async () => {
  const { workspace, key } = await made();
  await product.database.observer.query(
    `update workspace set status = 'deleting', erase_after = now() where id = $1`,
    [workspace.id],
  );
  expect((await callApi('GET', '/posts', { token: key.token })).status).toBe(401);
});
