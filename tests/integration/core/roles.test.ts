import { composablePermissions, type Permission } from '@archipelago/core/access/permissions';
import { rolePermissions } from '@archipelago/core/access/roles';
import { changeMemberRole } from '@archipelago/core/members/change-member-role';
import { removeMember } from '@archipelago/core/members/remove-member';
import { createPost } from '@archipelago/core/posts/create-post';
import { createRole } from '@archipelago/core/roles/create-role';
import { deleteRole } from '@archipelago/core/roles/delete-role';
import { listRoles } from '@archipelago/core/roles/list-roles';
import { mostCustomRoles } from '@archipelago/core/roles/role-fields';
import { updateRole } from '@archipelago/core/roles/update-role';
import { listMyWorkspaces } from '@archipelago/core/workspaces/list-my-workspaces';
import { updateWorkspace } from '@archipelago/core/workspaces/update-workspace';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makeRole,
  makeWorkspace,
  memberIdOf,
  personContextFor,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let grace: MadeUser;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace();
  grace = await makeMember(acme, 'admin');
});

const as = (user: MadeUser) => contextFor(user, acme);
const fields = (permissions: Permission[], name = 'Editor') => ({ name, description: '', permissions });
const settings = { name: 'New name', tagline: '', timeZone: 'UTC', language: 'en' as const };

async function holder(permissions: Permission[], name?: string): Promise<MadeUser & { roleId: string }> {
  const role = await makeRole(acme, permissions, name ? { name } : {});
  const person = await makeMember(acme, 'member', undefined, { customRoleId: role.id });
  return { ...person, roleId: role.id };
}

async function permissionsOf(roleId: string): Promise<string[]> {
  const { rows } = await product.database.observer.query(
    'select permissions from custom_role where id = $1',
    [roleId],
  );
  return rows[0]?.permissions;
}

describe('composing', () => {
  test('a role always opens the dashboard and holds what its permissions need', async () => {
    const { roleId } = await createRole(await as(grace), fields(['posts:write', 'members:manage']));
    expect(await permissionsOf(roleId)).toEqual([
      'dashboard:view',
      'posts:read',
      'posts:write',
      'members:read',
      'members:manage',
    ]);
    expect((await listRoles(await as(grace), {})).custom).toMatchObject([{ id: roleId, members: 0 }]);
  });

  test('an owner may grant all but the fate of the workspace; that no role ever holds', async () => {
    const ctx = await as(acme.owner);
    expect(await outcomeOf(createRole(ctx, fields([...composablePermissions])))).toBe('done');
    for (const permission of ['workspace:transfer', 'workspace:delete', 'site:join', 'everything:do']) {
      const outcome = await outcomeOf(createRole(ctx, fields([permission as Permission], 'Other')));
      expect(outcome, permission).toBe('BAD_REQUEST');
    }
    const forced = withWorkspace(acme.id, (tx) =>
      tx.customRole.create({
        data: { workspaceId: acme.id, name: 'Forced', permissions: ['workspace:delete'] },
      }),
    );
    await expect(forced).rejects.toThrow('custom_role_never_decides_the_workspaces_fate');
  });

  test('nobody composes what they do not hold', async () => {
    const admin = await as(grace);
    for (const permission of ['billing:manage'] as const) {
      expect(await outcomeOf(createRole(admin, fields([permission])))).toBe('FORBIDDEN beyond-your-role');
    }
    const composer = await as(await holder(['dashboard:view', 'members:read', 'roles:manage']));
    for (const permission of composablePermissions) {
      const held = ['dashboard:view', 'members:read', 'roles:manage'].includes(permission);
      expect(await outcomeOf(createRole(composer, fields([permission], `Role ${permission}`)))).toBe(
        held ? 'done' : 'FORBIDDEN beyond-your-role',
      );
    }
  });

  test('names are single, in capitals or not, also at once, and never those of the built-in roles', async () => {
    const ctx = await as(grace);
    const outcomes = await Promise.all(
      ['Editor', 'EDITOR', 'editor'].map((name) => outcomeOf(createRole(ctx, fields(['posts:read'], name)))),
    );
    expect(outcomes.sort()).toEqual(['CONFLICT name-taken', 'CONFLICT name-taken', 'done']);
    for (const name of ['Owner', 'ADMIN', 'member', 'Guest', ' ', 'x', 'a\u2028b', 'n'.repeat(41)]) {
      expect(await outcomeOf(createRole(ctx, fields(['posts:read'], name))), name).toBe('BAD_REQUEST');
    }
  });

  test(`stops at ${mostCustomRoles} roles, also for many at once`, async () => {
    const ctx = await as(grace);
    const outcomes = await Promise.all(
      Array.from({ length: mostCustomRoles + 3 }, (_, position) =>
        outcomeOf(createRole(ctx, fields(['posts:read'], `Role ${position}`))),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(mostCustomRoles);
    expect(new Set(outcomes)).toEqual(new Set(['done', 'CONFLICT too-many-roles']));
  });
});

describe('a change', () => {
  test('holds for everybody who has the role from their next request on, and inside a running command', async () => {
    const ines = await holder(['dashboard:view', 'workspace:update']);
    const before = await as(ines);
    expect(await outcomeOf(updateWorkspace(before, settings))).toBe('done');
    await updateRole(await as(grace), { roleId: ines.roleId, ...fields(['posts:read'], 'Reader') });
    expect(await outcomeOf(updateWorkspace(before, settings))).toBe('FORBIDDEN');
    expect((await as(ines)).grant).toMatchObject({
      customRole: { name: 'Reader' },
      permissions: ['dashboard:view', 'posts:read'],
    });
  });

  test('waits for a command under way, which is authorized by what it read', async () => {
    const ines = await holder(['dashboard:view', 'posts:read', 'posts:write']);
    const order: string[] = [];
    // What a command does first: it holds the member and the role until it ends.
    let changing: Promise<unknown> = Promise.resolve();
    await withWorkspace(acme.id, async (tx) => {
      await tx.$queryRaw`select 1 from custom_role where id = ${ines.roleId}::uuid for share`;
      const admin = await as(grace);
      changing = updateRole(admin, { roleId: ines.roleId, ...fields(['posts:read'], 'Reader') }).then(() =>
        order.push('changed'),
      );
      await expect
        .poll(async () => {
          const { rows } = await product.database.observer.query(
            `select from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%custom_role%for update%'`,
          );
          return rows.length;
        })
        .toBe(1);
      order.push('command');
    });
    await changing;
    expect(order).toEqual(['command', 'changed']);
    const post = createPost(await as(ines), { title: 'Late', body: 'Words.', publish: false });
    expect(await outcomeOf(post)).toBe('FORBIDDEN');
  });

  test('of one’s own role is refused, whatever it is', async () => {
    const ines = await holder([...rolePermissions.admin]);
    const ctx = await as(ines);
    for (const permissions of [['posts:read'], [...rolePermissions.admin]] as Permission[][]) {
      expect(await outcomeOf(updateRole(ctx, { roleId: ines.roleId, ...fields(permissions) }))).toBe(
        'FORBIDDEN own-role',
      );
    }
    expect(await outcomeOf(deleteRole(ctx, { roleId: ines.roleId, replacement: 'admin' }))).toBe(
      'FORBIDDEN own-role',
    );
  });

  test('of a role that allows more than one’s own is refused, also to lower or delete it', async () => {
    const bookkeeper = await makeRole(acme, ['dashboard:view', 'billing:read', 'billing:manage']);
    const ctx = await as(grace);
    expect(await outcomeOf(updateRole(ctx, { roleId: bookkeeper.id, ...fields(['posts:read']) }))).toBe(
      'FORBIDDEN beyond-your-role',
    );
    expect(await outcomeOf(deleteRole(ctx, { roleId: bookkeeper.id }))).toBe('FORBIDDEN beyond-your-role');
    expect(await outcomeOf(deleteRole(await as(acme.owner), { roleId: bookkeeper.id }))).toBe('done');
  });

  test('of a role of another workspace finds none', async () => {
    const globex = await makeWorkspace();
    const theirs = await makeRole(globex, ['dashboard:view', 'posts:read']);
    const ctx = await as(acme.owner);
    expect(await outcomeOf(updateRole(ctx, { roleId: theirs.id, ...fields(['posts:write']) }))).toBe(
      'NOT_FOUND role-unknown',
    );
    expect(await outcomeOf(deleteRole(ctx, { roleId: theirs.id }))).toBe('NOT_FOUND role-unknown');
    expect(await permissionsOf(theirs.id)).toEqual(['dashboard:view', 'posts:read']);
  });
});

describe('nobody rises through a custom role', () => {
  const manager: Permission[] = ['dashboard:view', 'members:read', 'members:manage', 'roles:manage'];

  test('not by giving themselves a built-in or a stronger custom role', async () => {
    const ines = await holder(manager);
    const stronger = await makeRole(acme, [...manager, 'audit:read']);
    const ctx = await as(ines);
    const memberId = await memberIdOf(acme, ines);
    for (const role of ['owner', 'admin', 'member', stronger.id]) {
      expect(await outcomeOf(changeMemberRole(ctx, { memberId, role })), role).toBe(
        'FORBIDDEN beyond-your-role',
      );
    }
  });

  test('not by making somebody else strong, nor by removing somebody stronger', async () => {
    const ctx = await as(await holder(manager));
    const friend = await holder(['dashboard:view']);
    const memberId = await memberIdOf(acme, friend);
    const stronger = await makeRole(acme, [...manager, 'audit:read']);
    for (const role of ['owner', 'admin', 'member', stronger.id]) {
      expect(await outcomeOf(changeMemberRole(ctx, { memberId, role })), role).toBe(
        'FORBIDDEN beyond-your-role',
      );
    }
    for (const person of [acme.owner, grace, await makeMember(acme, 'member')]) {
      const outcome = await outcomeOf(removeMember(ctx, { memberId: await memberIdOf(acme, person) }));
      expect(outcome).toBe('FORBIDDEN beyond-your-role');
    }
    const equal = await makeRole(acme, manager);
    expect(await outcomeOf(changeMemberRole(ctx, { memberId, role: equal.id }))).toBe('done');
  });

  test('not by deleting a role into a stronger one', async () => {
    const ctx = await as(await holder(manager));
    const weak = await holder(['dashboard:view']);
    for (const replacement of ['owner', 'admin', 'member']) {
      expect(await outcomeOf(deleteRole(ctx, { roleId: weak.roleId, replacement }))).toBe(
        'FORBIDDEN beyond-your-role',
      );
    }
  });

  test('not with a permission put into the database by hand that no role may hold', async () => {
    const ines = await holder(['dashboard:view']);
    await product.database.observer.query(
      `alter table custom_role drop constraint custom_role_never_decides_the_workspaces_fate`,
    );
    await product.database.observer.query(
      `update custom_role set permissions = array['workspace:transfer', 'site:join'] where id = $1`,
      [ines.roleId],
    );
    expect((await as(ines)).grant?.permissions).toEqual(['dashboard:view']);
    await product.database.observer.query('delete from member where custom_role_id = $1', [ines.roleId]);
    await product.database.observer.query('delete from custom_role where id = $1', [ines.roleId]);
    await product.database.observer.query(
      `alter table custom_role add constraint custom_role_never_decides_the_workspaces_fate
        check (not permissions && array['workspace:transfer', 'workspace:delete'])`,
    );
  });
});

describe('deleting', () => {
  test('a role somebody has asks for what they get instead, and gives it to them', async () => {
    const ines = await holder(['dashboard:view', 'posts:read'], 'Reader');
    const ctx = await as(grace);
    await expect(deleteRole(ctx, { roleId: ines.roleId })).rejects.toMatchObject({
      code: 'CONFLICT',
      reason: 'role-in-use',
      message: expect.stringContaining('One person has the role Reader'),
    });
    expect(await outcomeOf(deleteRole(ctx, { roleId: ines.roleId, replacement: ines.roleId }))).toBe(
      'CONFLICT role-in-use',
    );
    expect(await deleteRole(ctx, { roleId: ines.roleId, replacement: 'member' })).toEqual({
      name: 'Reader',
      reassigned: 1,
      invited: 0,
    });
    expect((await as(ines)).grant).toMatchObject({ role: 'member', customRole: null });
  });

  test('nobody becomes an owner in passing', async () => {
    const ines = await holder(['dashboard:view']);
    expect(
      await outcomeOf(deleteRole(await as(acme.owner), { roleId: ines.roleId, replacement: 'owner' })),
    ).toBe('BAD_REQUEST');
  });

  test('while it is being given leaves nobody without a role, in 10 races', async () => {
    for (let race = 0; race < 10; race += 1) {
      const role = await makeRole(acme, ['dashboard:view']);
      const person = await makeMember(acme, 'member');
      const memberId = await memberIdOf(acme, person);
      const [given, deleted] = await Promise.all([
        as(acme.owner).then((ctx) => outcomeOf(changeMemberRole(ctx, { memberId, role: role.id }))),
        as(grace).then((ctx) => outcomeOf(deleteRole(ctx, { roleId: role.id, replacement: 'member' }))),
      ]);
      expect(deleted).toBe('done');
      expect(['done', 'NOT_FOUND role-unknown']).toContain(given);
      expect((await as(person)).grant).toMatchObject({ role: 'member', customRole: null });
    }
  });
});

test('outside of the workspace a person sees what their own role is called, and no other', async () => {
  const ines = await holder(['dashboard:view'], 'Bookkeeper');
  await makeRole(acme, ['dashboard:view'], { name: 'Secret' });
  expect((await listMyWorkspaces(await personContextFor(ines), {})).items).toMatchObject([
    { role: 'member', customRoleName: 'Bookkeeper' },
  ]);
});
