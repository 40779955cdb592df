import type { Permission } from '@archipelago/core/access/permissions';
import { apiScopeNames } from '@archipelago/core/api-keys/api-scopes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApiKey } from '../../support/connection-factories.ts';
import {
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makeRole,
  makeWorkspace,
  memberIdOf,
} from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { callApi } from './call-api.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

async function made(over: { scopes?: readonly string[]; maker?: MadeUser; workspace?: MadeWorkspace } = {}) {
  const workspace = over.workspace ?? (await makeWorkspace({ plan: 'business', seats: 50 }));
  const { token } = await makeApiKey(workspace, over);
  const pathOf = async (person: MadeUser) => `/members/${await memberIdOf(workspace, person)}`;
  const outcomeOf = async (method: string, person: MadeUser, body?: unknown) => {
    const { status, json } = await callApi(method, await pathOf(person), { token, body });
    return json?.reason ? `${status} ${json.reason}` : String(status);
  };
  return {
    workspace,
    token,
    pathOf,
    outcomeOf,
    changeRole: (person: MadeUser, role: string) => outcomeOf('PATCH', person, { role }),
    remove: (person: MadeUser) => outcomeOf('DELETE', person),
  };
}

async function roleOf({ id }: { id: string }, { userId }: MadeUser): Promise<string | undefined> {
  const { rows } = await product.database.observer.query<{ role: string }>(
    `select coalesce(r.name, m.role::text) as role from member m
      left join custom_role r on r.workspace_id = m.workspace_id and r.id = m.custom_role_id
      where m.workspace_id = $1 and m.user_id = $2`,
    [id, userId],
  );
  return rows[0]?.role;
}

test('a member is read by their id, as the list shows them', async () => {
  const { workspace, token, pathOf } = await made();
  const grace = await makeMember(workspace, 'member');
  const { items } = (await callApi('GET', '/members', { token })).json;
  const read = await callApi('GET', await pathOf(grace), { token });
  expect(read.json).toEqual(items.find(({ userId }: { userId: string }) => userId === grace.userId));
  expect(Object.keys(read.json).sort()).toEqual(
    ['customRole', 'email', 'id', 'imageUrl', 'joinedAt', 'lastSeenAt', 'name', 'role', 'userId'].sort(),
  );
});

test('a key moves a member between the roles it may give, under its own name', async () => {
  const { workspace, token, pathOf } = await made();
  const grace = await makeMember(workspace, 'member');
  const role = await makeRole(workspace, ['dashboard:view', 'posts:read'], { name: 'Reader' });
  const path = await pathOf(grace);
  const changed = await callApi('PATCH', path, { token, body: { role: role.id } });
  expect(changed.status).toBe(200);
  expect(changed.json).toMatchObject({ role: 'member', customRole: { id: role.id, name: 'Reader' } });
  expect((await callApi('GET', path, { token })).text).toBe(changed.text);
  const back = await callApi('PATCH', path, { token, body: { role: 'member' } });
  expect(back.json).toMatchObject({ role: 'member', customRole: null });
  const { rows } = await product.database.observer.query(
    `select action, actor_kind::text, changes from audit_event where workspace_id = $1 order by created_at`,
    [workspace.id],
  );
  expect(rows).toEqual([
    {
      action: 'member.role_changed',
      actor_kind: 'api_key',
      changes: { role: { from: 'member', to: 'Reader' } },
    },
    {
      action: 'member.role_changed',
      actor_kind: 'api_key',
      changes: { role: { from: 'Reader', to: 'member' } },
    },
  ]);
});

test('the role that somebody has already is given again without a trace', async () => {
  const { workspace, changeRole } = await made();
  const grace = await makeMember(workspace, 'member');
  expect(await changeRole(grace, 'member')).toBe('200');
  const { rows } = await product.database.observer.query(
    'select 1 from audit_event where workspace_id = $1',
    [workspace.id],
  );
  expect(rows).toEqual([]);
});

test('with every scope and an owner behind it, a key makes nobody an admin or an owner, and takes it from none', async () => {
  const { workspace, changeRole, remove } = await made();
  const [grace, ada] = [await makeMember(workspace, 'member'), await makeMember(workspace, 'admin')];
  const second = await makeMember(workspace, 'owner');
  for (const role of ['admin', 'owner']) expect(await changeRole(grace, role)).toBe('403 beyond-your-role');
  for (const larger of [ada, second]) {
    expect(await changeRole(larger, 'member')).toBe('403 beyond-your-role');
    expect(await remove(larger)).toBe('403 beyond-your-role');
  }
  const roles = await Promise.all([grace, ada, second].map((person) => roleOf(workspace, person)));
  expect(roles).toEqual(['member', 'admin', 'owner']);
});

test('each scope that a key lacks is one that it neither gives nor takes away', async () => {
  const { workspace } = await made();
  const grantable = [
    'posts:write',
    'members:invite',
    'audit:read',
    'usage:read',
  ] as const satisfies Permission[];
  for (const lacking of grantable) {
    const key = await made({ workspace, scopes: apiScopeNames.filter((scope) => scope !== lacking) });
    const role = await makeRole(workspace, ['dashboard:view', lacking]);
    const plain = await makeRole(workspace, ['dashboard:view']);
    const holder = await makeMember(workspace, 'member', undefined, { customRoleId: role.id });
    const grace = await makeMember(workspace, 'member', undefined, { customRoleId: plain.id });
    expect(await key.changeRole(grace, role.id), lacking).toBe('403 beyond-your-role');
    expect(await key.changeRole(holder, plain.id), lacking).toBe('403 beyond-your-role');
    expect(await key.remove(holder), lacking).toBe('403 beyond-your-role');
    const whole = await made({ workspace });
    expect(await whole.changeRole(grace, role.id), lacking).toBe('200');
    expect(await whole.remove(holder), lacking).toBe('204');
  }
});

test('what its maker does not hold, or no scope stands for, a key gives to nobody and takes from nobody', async () => {
  const workspace = await makeWorkspace({ plan: 'business', seats: 50 });
  const lesser: Permission[] = apiScopeNames.filter((scope) => scope !== 'posts:write');
  const maker = await makeMember(workspace, 'member', undefined, {
    customRoleId: (await makeRole(workspace, lesser)).id,
  });
  const grace = await makeMember(workspace, 'member');
  const ofLesser = await made({ workspace, maker });
  expect(await ofLesser.remove(grace)).toBe('403 beyond-your-role');
  const ofOwner = await made({ workspace });
  const webhooks = await makeRole(workspace, ['dashboard:view', 'webhooks:manage']);
  expect(await ofOwner.changeRole(grace, webhooks.id)).toBe('403 beyond-your-role');
  expect(await ofOwner.remove(grace)).toBe('204');
});

test('a key invites to a role of the workspace’s own that holds no more than its scopes', async () => {
  const scopes = ['dashboard:view', 'members:read', 'members:invite', 'posts:read'];
  const { workspace, token } = await made({ scopes });
  const reader = await makeRole(workspace, ['dashboard:view', 'posts:read'], { name: 'Reader' });
  const auditor = await makeRole(workspace, ['dashboard:view', 'audit:read']);
  const invite = (role: string) =>
    callApi('POST', '/invitations', { token, body: { email: 'ines@example.test', role } });
  const refused = await invite(auditor.id);
  expect([refused.status, refused.json.reason]).toEqual([403, 'larger-role']);
  expect((await invite((await makeRole(await makeWorkspace(), ['posts:read'])).id)).status).toBe(404);
  const sent = await invite(reader.id);
  expect(sent.status).toBe(201);
  expect(sent.json).toMatchObject({ role: 'member', customRole: reader });
  const { items } = (await callApi('GET', '/invitations', { token })).json;
  expect(items).toMatchObject([{ email: 'ines@example.test', role: 'member', customRole: reader }]);
});

test('a member is removed at once, with what follows, and not twice', async () => {
  const { workspace, token, pathOf, remove } = await made();
  const grace = await makeMember(workspace, 'member');
  const path = await pathOf(grace);
  expect(await remove(grace)).toBe('204');
  expect(await roleOf(workspace, grace)).toBeUndefined();
  expect((await callApi('DELETE', path, { token })).json).toMatchObject({
    status: 404,
    reason: 'member-unknown',
  });
  const { rows } = await product.database.observer.query<{ name: string }>(
    `select name from pgboss.job where data->>'workspaceId' = $1 and state = 'created'`,
    [workspace.id],
  );
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['provision-workspace', 'sync-seats']));
});

test('a key removes neither its maker nor a blocked guest, and makes no member of a guest', async () => {
  const workspace = await makeWorkspace({ plan: 'business', seats: 50 });
  const maker = await makeMember(workspace, 'admin');
  const { remove, changeRole } = await made({ workspace, maker });
  expect(await remove(maker)).toBe('409 is-yourself');
  const guest = await makeMember(workspace, 'guest');
  const blocked = await makeMember(workspace, 'guest', undefined, { blockedAt: new Date() });
  expect(await changeRole(guest, 'member')).toBe('409 is-a-guest');
  expect(await remove(blocked)).toBe('409 is-blocked');
  expect(await remove(guest)).toBe('204');
});

test('a role of another workspace is none, and what is no role is told', async () => {
  const { workspace, changeRole, token, pathOf } = await made();
  const elsewhere = await makeRole(await makeWorkspace(), ['posts:read'], { name: 'Canary' });
  const grace = await makeMember(workspace, 'member');
  expect(await changeRole(grace, elsewhere.id)).toBe('404 role-unknown');
  for (const role of ['guest', 'operator', '', null, ['member']]) {
    const answer = await callApi('PATCH', await pathOf(grace), { token, body: { role } });
    expect([answer.status, Object.keys(answer.json.fields)], String(role)).toEqual([400, ['role']]);
  }
  expect(await roleOf(workspace, grace)).toBe('member');
});
