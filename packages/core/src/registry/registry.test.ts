import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Permission } from '../access/permissions.ts';
import { type Operation, register, registered } from './registry.ts';

const operation: Operation = {
  name: 'count-clouds',
  kind: 'query',
  scope: 'workspace',
  permission: 'site:read',
  audit: null,
  input: z.strictObject({}),
  call: async () => null,
};

test('an operation without a permission is refused', () => {
  const without = { ...operation, name: 'no-permission', permission: undefined as unknown as Permission };
  expect(() => register(without)).toThrow('names no known permission');
});

test('an operation with a permission nobody defined is refused', () => {
  const unknown = { ...operation, name: 'unknown-permission', permission: 'clouds:count' as Permission };
  expect(() => register(unknown)).toThrow('names no known permission');
});

test.each([
  ['strips unknown fields', z.object({ slug: z.string() })],
  ['keeps unknown fields', z.looseObject({ slug: z.string() })],
])('an operation whose input %s is refused', (_, input) => {
  expect(() => register({ ...operation, name: 'loose', input })).toThrow('lets unknown fields through');
});

test('a well-formed operation is registered under its name', () => {
  register(operation);
  expect(registered().map(({ name }) => name)).toContain('count-clouds');
});
