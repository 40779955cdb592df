import { expect, test } from 'vitest';
import { type Grant, grantOf, supportGrant } from '../access/grant.ts';
import type { Actor } from '../context/context.ts';
import { readableAudiences } from './post-audience.ts';

const person: Actor = {
  kind: 'user',
  userId: '1',
  clerkUserId: 'user_1',
  name: 'Joan',
  email: 'joan@example.test',
  imageUrl: null,
  operator: false,
};
const read = (actor: Actor, grant: Grant | null) => readableAudiences({ actor, grant }).join(' ');

test('somebody who is not signed in, or belongs nowhere here, reads what is for everyone', () => {
  expect(read({ kind: 'anonymous' }, grantOf('owner', null))).toBe('everyone');
  expect(read(person, null)).toBe('everyone');
});

test('a guest reads what is for guests, and the team everything', () => {
  expect(read(person, grantOf('guest', null))).toBe('everyone guests');
  for (const role of ['member', 'admin', 'owner'] as const) {
    expect(read(person, grantOf(role, null))).toBe('everyone guests members');
  }
});

test('a custom role is on the team, and support sees what the team sees', () => {
  const custom = { id: '1', name: 'Porter', permissions: ['dashboard:view'] };
  expect(read(person, grantOf('member', custom))).toBe('everyone guests members');
  expect(read(person, supportGrant({ id: '1', expiresAt: new Date() }))).toBe('everyone guests members');
});

test('a sign-in that the workspace refuses reads no more than a stranger', () => {
  const withheld: Grant = { ...grantOf('owner', null), permissions: [], withheld: 'second-factor' };
  expect(read(person, withheld)).toBe('everyone');
});
