import { teamPermissions } from '@archipelago/core/access/permissions';
import { expect, test } from 'vitest';
import { permissionGroups } from './permission-groups.ts';

test('every permission of the team stands under one heading, and none under "More"', () => {
  const groups = permissionGroups();
  const listed = groups.flatMap(({ permissions }) => permissions.map(({ permission }) => permission));
  expect(listed.sort()).toEqual([...teamPermissions].sort());
  expect(groups.map(({ title }) => title)).not.toContain('More');
});
