import type { Permission } from '@archipelago/core/access/permissions';
import { rolePermissions } from '@archipelago/core/access/roles';
import { servedOperations } from '@archipelago/core/api/match-route';
import { apiScopeNames } from '@archipelago/core/api-keys/api-scopes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import '@archipelago/core/registry/all-operations';
import { makeApiKey } from '../../support/connection-factories.ts';
import { type MadeWorkspace, makeMember, makeRole, makeWorkspace } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { callApi } from './call-api.ts';
import { contentsOf, exampleCalls } from './example-calls.ts';

let product: OwnProduct;
let workspace: MadeWorkspace;
let other: MadeWorkspace;
let wholeKey: string;
const byScope = new Map<string, string>();
const canary = 'Canary-3f7d';

beforeAll(async () => {
  product = await startOwnProduct();
  workspace = await makeWorkspace({ plan: 'business', seats: 200 });
  other = await makeWorkspace({ plan: 'business', seats: 200, name: canary });
  wholeKey = (await makeApiKey(workspace)).token;
  for (const scope of apiScopeNames)
    byScope.set(scope, (await makeApiKey(workspace, { scopes: [scope] })).token);
});
afterAll(() => product.stop());

const served = servedOperations();

async function exampleOf(name: string, of: MadeWorkspace) {
  const make = exampleCalls[name];
  if (!make) throw new Error(`Add an example call of ${name} to example-calls.ts.`);
  return make(of);
}

test('each scope opens something, and each thing asks for a scope', () => {
  const asked = new Set(served.map(({ operation }) => operation.permission));
  expect([...asked].sort()).toEqual([...apiScopeNames].sort());
});

const teamMember = rolePermissions.member;

/** What a key needs besides to give and to take: what the role has that it gives. */
const alsoNeeded: Record<string, readonly string[]> = {
  'change-member-role': teamMember,
  'remove-member': teamMember,
};

describe.each(
  served.map(({ operation, route }) => ({ name: operation.name, permission: operation.permission, route })),
)('$route.method $route.path', ({ name, permission, route }) => {
  test('is open to a key with its scope, and answers as declared', async () => {
    const { method, path, body } = await exampleOf(name, workspace);
    expect([method, path.replace(/\?.*/, '').split('/').length]).toEqual([
      route.method,
      route.path.split('/').length,
    ]);
    const also = alsoNeeded[name];
    const token = also
      ? (await makeApiKey(workspace, { scopes: [permission, ...also] })).token
      : byScope.get(permission);
    const answer = await callApi(method, path, { token, body });
    expect([answer.status, answer.json?.detail]).toEqual([route.status ?? 200, undefined]);
  });

  test('is closed to a key with any other one, which changes nothing', async () => {
    const { method, path, body } = await exampleOf(name, workspace);
    const before = await contentsOf(workspace);
    for (const scope of apiScopeNames) {
      if (scope === permission) continue;
      const answer = await callApi(method, path, { token: byScope.get(scope), body });
      expect([answer.status, answer.json.reason], scope).toEqual([403, 'scope']);
      expect(answer.json.detail, scope).toContain(permission);
    }
    expect(await contentsOf(workspace)).toBe(before);
  });

  test('is closed to a key with all other ones together', async () => {
    const { method, path, body } = await exampleOf(name, workspace);
    const scopes = apiScopeNames.filter((scope) => scope !== permission);
    const { token } = await makeApiKey(workspace, { scopes });
    expect((await callApi(method, path, { token, body })).status).toBe(403);
  });

  test('is closed to a key whose maker may not, whatever it lists', async () => {
    const rest = rolePermissions.admin.filter((held) => held !== permission) as Permission[];
    const maker = await makeMember(workspace, 'member', undefined, {
      customRoleId: (await makeRole(workspace, rest)).id,
    });
    // Whoever is on the team opens the dashboard: that one cannot be taken away.
    if (permission === 'dashboard:view') return;
    const { token } = await makeApiKey(workspace, { maker });
    const { method, path, body } = await exampleOf(name, workspace);
    const answer = await callApi(method, path, { token, body });
    expect([answer.status, answer.json.reason]).toEqual([403, 'scope']);
    expect(answer.json.detail).toContain('Whoever made this key');
  });

  test('knows nothing of another workspace, and changes nothing there', async () => {
    const { method, path, body } = await exampleOf(name, other);
    if (!route.path.includes('{')) return;
    const before = await contentsOf(other);
    const preconditions: Record<string, string>[] = [{}, { 'if-match': '*' }, { 'idempotency-key': name }];
    for (const headers of preconditions) {
      const takes = 'if-match' in headers ? route.row !== undefined : true;
      const answer = await callApi(method, path, { token: wholeKey, body, headers });
      expect([answer.status, answer.json.code], JSON.stringify(headers)).toEqual(
        takes ? [404, 'NOT_FOUND'] : [expect.any(Number), expect.any(String)],
      );
      expect(answer.text).not.toContain(canary);
      expect(answer.text).not.toContain(other.id);
    }
    expect(await contentsOf(other)).toBe(before);
  });

  test('knows nothing of ids that are none', async () => {
    if (!route.path.includes('{')) return;
    const { method, path, body } = await exampleOf(name, workspace);
    const uuid = /[0-9a-f]{8}-[0-9a-f-]{27}/;
    for (const id of ['1', '00000000-0000-0000-0000-000000000000', `${'0'.repeat(64)}`, "x'--", '%2e%2e']) {
      const answer = await callApi(method, path.replace(uuid, id), { token: wholeKey, body });
      expect([answer.status, answer.json.code], id).toEqual([404, 'NOT_FOUND']);
    }
  });
});
