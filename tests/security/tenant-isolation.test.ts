import { grantOf } from '@archipelago/core/access/grant';
import '@archipelago/core/registry/all-operations';
import { registered } from '@archipelago/core/registry/registry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contextFor } from '../support/factories.ts';
import { outcomeOf } from '../support/outcome-of.ts';
import { accessRules } from './access-rules.ts';
import { everythingSaid, findIsolationFaults } from './find-isolation-faults.ts';
import { fingerprint } from './fingerprint.ts';
import { call, type SecurityWorld, startSecurityWorld } from './security-world.ts';
import { referencesOf, validInput } from './valid-inputs.ts';

let world: SecurityWorld;

beforeAll(async () => {
  world = await startSecurityWorld();
});
afterAll(() => world.stop());

describe('ids of another workspace, alone and together, tell nothing and change nothing', () => {
  test.each(registered().map((operation) => [operation.name, operation] as const))(
    '%s',
    async (_, operation) => {
      expect(await findIsolationFaults(world, operation)).toEqual([]);
    },
  );
});

test('every id an operation takes is among those that are swapped', () => {
  const missed = registered().flatMap((operation) =>
    Object.entries(operation.input.shape)
      .filter(([, schema]) =>
        JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).includes('"uuid"'),
      )
      .filter(([field]) => !(field in referencesOf(operation, world.acme)))
      .map(([field]) => `${operation.name}.${field}`),
  );
  expect(missed).toEqual([]);
});

test('a page link of one workspace opens only the own rows of another', async () => {
  const lists = registered().filter((operation) => 'cursor' in operation.input.shape);
  expect(lists.length).toBeGreaterThan(3);
  const ctx = await contextFor(world.globex.workspace.owner, world.globex.workspace);
  for (const operation of lists) {
    const cursor = Buffer.from(JSON.stringify(['2999-01-01T00:00:00.000000Z', world.acme.draft.id])).toString(
      'base64url',
    );
    expect(await everythingSaid(call(operation, ctx, { cursor })), operation.name).not.toContain(
      world.acme.canary,
    );
  }
});

describe('a context that claims a role its person does not have changes nothing', () => {
  const commands = registered().filter(
    ({ kind, scope, permission }) =>
      kind === 'command' && scope === 'workspace' && accessRules[permission].outsider !== 'allowed',
  );
  test.each(commands.map((operation) => [operation.name, operation] as const))('%s', async (_, operation) => {
    const { acme, globex, product } = world;
    const honest = await contextFor(globex.workspace.owner, acme.workspace);
    const before = await fingerprint(product, acme.workspace.id);
    const outcome = await outcomeOf(
      call(operation, { ...honest, grant: grantOf('owner', null) }, validInput(operation, acme)),
    );
    expect(outcome).toBe('NOT_FOUND');
    expect(await fingerprint(product, acme.workspace.id)).toBe(before);
  });
});
