import '@archipelago/core/registry/all-operations';
import { permissions } from '@archipelago/core/access/permissions';
import { registered } from '@archipelago/core/registry/registry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessRules } from './access-rules.ts';
import { findAccessFaults } from './find-access-faults.ts';
import { people } from './people-at-the-door.ts';
import { type SecurityWorld, startSecurityWorld } from './security-world.ts';

let world: SecurityWorld;

beforeAll(async () => {
  world = await startSecurityWorld();
});
afterAll(() => world.stop());

test('the table has a rule for every permission and every kind of person', () => {
  expect(Object.keys(accessRules).sort()).toEqual([...permissions].sort());
  for (const rule of Object.values(accessRules)) expect(Object.keys(rule).sort()).toEqual([...people].sort());
});

test('every permission is asked for by an operation', () => {
  const used = new Set(registered().map(({ permission }) => permission));
  expect(permissions.filter((permission) => !used.has(permission))).toEqual([]);
});

describe('every kind of person gets what the table says, and a refusal writes nothing', () => {
  test.each(registered().map((operation) => [operation.name, operation] as const))(
    '%s',
    async (_, operation) => {
      expect(await findAccessFaults(world, operation)).toEqual([]);
    },
  );
});
