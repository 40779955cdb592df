import '@archipelago/core/registry/all-operations';
import { rolePermissions } from '@archipelago/core/access/roles';
import type { WorkspaceContext } from '@archipelago/core/context/context';
import { query } from '@archipelago/core/registry/query';
import { type Operation, registered } from '@archipelago/core/registry/registry';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { findAccessFaults } from './find-access-faults.ts';
import { findIsolationFaults } from './find-isolation-faults.ts';
import { type SecurityWorld, startSecurityWorld } from './security-world.ts';
import { validInput } from './valid-inputs.ts';

let world: SecurityWorld;

beforeAll(async () => {
  world = await startSecurityWorld();
});
afterAll(() => world.stop());

function operation(name: string): Operation {
  const found = registered().find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no operation ${name}.`);
  return found;
}

/** A query as somebody in a hurry writes it: the workspace forgotten. Under the name of one with an input on file. */
function forgetful(name: string): Operation {
  const careful = operation(name);
  const careless = query({
    name,
    permission: careful.permission,
    input: z.strictObject({}),
    run: ({ tx }) => tx.post.findMany(),
  });
  return { ...careful, input: careless.input, call: careless };
}

test('a query that forgets the workspace leaks nothing while the policy stands, and is caught when it is dropped', async () => {
  const careless = forgetful('list-posts');
  expect(validInput(careless, world.acme)).toEqual({});
  expect(await findIsolationFaults(world, careless)).toEqual([]);

  await world.product.database.observer.query('alter table post disable row level security');
  const faults = await findIsolationFaults(world, careless);
  await world.product.database.observer.query('alter table post enable row level security');

  expect(faults).toEqual([expect.stringContaining('list-posts with Acme')]);
  expect(await findIsolationFaults(world, careless)).toEqual([]);
});

test('a policy that is too wide is caught', async () => {
  const careless = forgetful('list-posts');
  await world.product.database.observer.query('create policy too_wide on post for select using (true)');
  const faults = await findIsolationFaults(world, careless);
  await world.product.database.observer.query('drop policy too_wide on post');
  expect(faults).toHaveLength(1);
});

test('a permission taken away, or given to the wrong role, is caught', async () => {
  const granted = rolePermissions as Record<string, string[]>;
  const listPosts = operation('list-posts');
  expect(await findAccessFaults(world, listPosts)).toEqual([]);

  const { guest = [], member = [] } = granted;
  granted.guest = [...guest, 'posts:read'];
  expect(await findAccessFaults(world, listPosts)).toEqual([
    'list-posts as guest: expected NOT_FOUND, got allowed',
  ]);
  granted.guest = guest;

  granted.member = member.filter((permission) => permission !== 'posts:read');
  expect(await findAccessFaults(world, listPosts)).toEqual([
    'list-posts as member: expected allowed, got FORBIDDEN',
  ]);
  granted.member = member;
});

test.each([
  ['a row', `update post set title = 'Written' where workspace_id = $1`],
  ['a row that no log has', `insert into rate_limit values ('written ' || $1::text, 1, now())`],
  [
    'a job',
    `insert into pgboss.job (name, data) values ('purge-site', jsonb_build_object('workspaceId', $1::text))`,
  ],
])('a refusal that writes %s is caught', async (_, sql) => {
  const { acme, product, people } = world;
  const listPosts = operation('list-posts');
  const writes: Operation = {
    ...listPosts,
    async call(ctx: WorkspaceContext, input: never) {
      const isGuest = ctx.actor.kind === 'user' && ctx.actor.userId === people.guest?.userId;
      if (isGuest) await product.database.observer.query(sql, [acme.workspace.id]);
      return listPosts.call(ctx as never, input);
    },
  };
  expect(await findAccessFaults(world, writes)).toEqual([
    'list-posts as guest: was refused, but something was written',
  ]);
});

test('an operation under a weaker permission than its table row is caught', async () => {
  const weakened: Operation = { ...operation('list-members'), call: operation('list-published-posts').call };
  expect(await findAccessFaults(world, weakened)).toEqual([
    'list-members as anonymous: expected UNAUTHORIZED, got allowed',
    'list-members as outsider: expected NOT_FOUND, got allowed',
    'list-members as operator: expected NOT_FOUND, got allowed',
    'list-members as guest: expected NOT_FOUND, got allowed',
  ]);
});
