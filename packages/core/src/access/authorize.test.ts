import { expect, test } from 'vitest';
import type { Actor } from '../context/context.ts';
import { authorize, isAllowed } from './authorize.ts';
import { grantFor, grantOf, supportGrant } from './grant.ts';
import { type Permission, permissions } from './permissions.ts';
import { operatorPermissions, rolePermissions, roles } from './roles.ts';

const ada: Actor = {
  kind: 'user',
  userId: '5b0d4a4e-6d0b-4b5e-9a52-0c1a4f1c7a11',
  clerkUserId: 'user_ada',
  name: 'Ada',
  email: 'ada@acme.test',
  imageUrl: null,
  operator: false,
};

function codeOf(run: () => void): string {
  try {
    run();
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test('nobody has a permission that does not exist', () => {
  for (const role of [null, ...roles])
    expect(isAllowed(ada, role && grantOf(role, null), 'everything:do' as Permission)).toBe(false);
});

test('an operator has no permission in a workspace they do not belong to', () => {
  const olive: Actor = { ...ada, operator: true };
  for (const permission of permissions.filter((one) => !operatorPermissions.includes(one))) {
    expect(isAllowed(olive, null, permission)).toBe(isAllowed(ada, null, permission));
  }
});

test('what operators do is there for them alone, whatever somebody holds in a workspace', () => {
  for (const permission of operatorPermissions) {
    expect(codeOf(() => authorize({ ...ada, operator: true }, null, permission))).toBe('allowed');
    for (const role of roles) {
      expect(codeOf(() => authorize(ada, grantOf(role, null), permission))).toBe('NOT_FOUND');
      expect(rolePermissions[role]).not.toContain(permission);
    }
    expect(codeOf(() => authorize({ kind: 'anonymous' }, null, permission))).toBe('UNAUTHORIZED');
  }
});

test('support holds what only reads, and is told so where it holds nothing', () => {
  const olive: Actor = { ...ada, operator: true };
  const grant = supportGrant({ id: 'v', expiresAt: new Date() });
  expect(grant.permissions.filter((permission) => !/:(?:read|view)$/.test(permission))).toEqual([]);
  expect(codeOf(() => authorize(olive, grant, 'members:read'))).toBe('allowed');
  expect(() => authorize(olive, grant, 'api-keys:manage')).toThrow('You are here as support');
});

test('the system is nobody: it has what anyone has and nothing more', () => {
  for (const permission of permissions) {
    expect(isAllowed({ kind: 'system', name: 'Sweep' }, grantOf('owner', null), permission)).toBe(
      isAllowed({ kind: 'anonymous' }, null, permission),
    );
  }
});

test('a role means nothing without a person who is signed in', () => {
  expect(codeOf(() => authorize({ kind: 'anonymous' }, grantOf('owner', null), 'posts:write'))).toBe(
    'UNAUTHORIZED',
  );
});

test('outside the team a private area does not exist; inside it a missing permission is named', () => {
  expect(codeOf(() => authorize(ada, null, 'posts:write'))).toBe('NOT_FOUND');
  expect(codeOf(() => authorize(ada, grantOf('guest', null), 'posts:write'))).toBe('NOT_FOUND');
  expect(codeOf(() => authorize(ada, grantOf('member', null), 'members:invite'))).toBe('FORBIDDEN');
  expect(codeOf(() => authorize(ada, grantOf('admin', null), 'members:invite'))).toBe('allowed');
});

test('a custom role allows what it lists and the dashboard, and nothing that is not a permission', () => {
  const custom = { id: 'r', name: 'Editor', permissions: ['audit:read', 'clouds:count'] };
  expect(grantOf('member', custom).permissions).toEqual(['dashboard:view', 'audit:read']);
});

test('a custom role never widens or narrows an owner, an admin or a guest', () => {
  const custom = { id: 'r', name: 'Editor', permissions: ['billing:manage'] };
  for (const role of ['owner', 'admin', 'guest'] as const) {
    expect(grantOf(role, custom)).toEqual(grantOf(role, null));
  }
});

const asked = { secondFactor: true };

test('while a sign-in lacks what the workspace asks for, nothing is left of a role on the team, and the reason is told', () => {
  for (const role of ['owner', 'admin', 'member'] as const) {
    for (const signIn of [{ secondFactor: false }, undefined]) {
      const withheld = grantFor({ actor: ada, signIn }, grantOf(role, null), asked);
      expect(withheld).toMatchObject({ role, permissions: [], withheld: 'second-factor' });
      expect(codeOf(() => authorize(ada, withheld, 'dashboard:view'))).toBe('FORBIDDEN');
      expect(isAllowed(ada, withheld, 'self:manage')).toBe(true);
    }
    const whole = grantFor({ actor: ada, signIn: { secondFactor: true } }, grantOf(role, null), asked);
    expect(whole).toEqual(grantOf(role, null));
  }
});

test('a guest is not asked how they signed in, and neither is a key', () => {
  const guest = grantOf('guest', null);
  expect(grantFor({ actor: ada }, guest, asked)).toEqual(guest);
  const key: Actor = {
    kind: 'api-key',
    keyId: 'k',
    name: 'Key',
    userId: 'u',
    scopes: ['posts:read'],
  };
  expect(grantFor({ actor: key }, grantOf('admin', null), asked)).toMatchObject({
    permissions: ['posts:read'],
  });
});
