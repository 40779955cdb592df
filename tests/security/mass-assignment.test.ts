import '@archipelago/core/registry/all-operations';
import { registered } from '@archipelago/core/registry/registry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { contextFor } from '../support/factories.ts';
import { outcomeOf } from '../support/outcome-of.ts';
import { callerOf } from './caller-of.ts';
import { fingerprint } from './fingerprint.ts';
import { type SecurityWorld, startSecurityWorld } from './security-world.ts';
import { validInput } from './valid-inputs.ts';

let world: SecurityWorld;
let columns: string[];

beforeAll(async () => {
  world = await startSecurityWorld();
  const { rows } = await world.product.database.observer.query<{ name: string }>(
    `select distinct column_name as name from information_schema.columns where table_schema = 'public'`,
  );
  const camel = rows.map(({ name }) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
  const magic = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'AND',
    'OR',
    'NOT',
    'data',
    'where',
    'create',
    'connect',
  ];
  columns = [...new Set([...rows.map(({ name }) => name), ...camel, ...magic])];
});
afterAll(() => world.stop());

const operators: unknown[] = [
  { not: 'x' },
  { contains: '' },
  { in: ['x'] },
  { equals: null },
  { startsWith: '' },
  { set: 'x' },
  { increment: 1 },
  { toString: 'x' },
  ['x'],
  [],
  {},
  null,
  0,
  Number.NaN,
  true,
  'x\0',
];

/** What some fields take by design: yes, or no value. */
function isMeant(field: string, schema: z.ZodType, value: unknown): boolean {
  return value === true ? field === 'publish' : value === null && schema.safeParse(null).success;
}

const all = registered().map((operation) => [operation.name, operation] as const);

describe('a field nobody asked for is refused and nothing is written', () => {
  test.each(all)('%s', async (_, operation) => {
    const ctx = await contextFor(callerOf(world, operation, world.acme), world.acme.workspace);
    const before = await fingerprint(world.product);
    const unknown = columns.filter((column) => !Object.hasOwn(operation.input.shape, column));
    for (const column of unknown) {
      const input = Object.fromEntries([
        ...Object.entries(validInput(operation, world.acme)),
        [column, 'owner'],
      ]);
      expect(await outcomeOf(operation.call(ctx as never, input as never)), column).toBe('BAD_REQUEST');
    }
    expect(await fingerprint(world.product)).toBe(before);
  });
});

describe('a field that is no plain value of its kind is refused and nothing is written', () => {
  test.each(all)('%s', async (_, operation) => {
    const ctx = await contextFor(callerOf(world, operation, world.acme), world.acme.workspace);
    const before = await fingerprint(world.product);
    for (const [field, schema] of Object.entries(operation.input.shape)) {
      for (const value of operators.filter((operator) => !isMeant(field, schema, operator))) {
        const input = { ...validInput(operation, world.acme), [field]: value };
        expect(
          await outcomeOf(operation.call(ctx as never, input as never)),
          `${field}: ${JSON.stringify(value)}`,
        ).toBe('BAD_REQUEST');
      }
    }
    expect(await fingerprint(world.product)).toBe(before);
  });
});

describe('an input that is no object is refused', () => {
  test.each(all)('%s', async (_, operation) => {
    const ctx = await contextFor(callerOf(world, operation, world.acme), world.acme.workspace);
    for (const input of [null, undefined, 'x', 1, [], [{}], () => ({})]) {
      expect(await outcomeOf(operation.call(ctx as never, input as never))).toBe('BAD_REQUEST');
    }
  });
});
