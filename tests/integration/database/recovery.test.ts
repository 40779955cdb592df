import { DatabaseUnavailable } from '@archipelago/db/database-unavailable';
import { Prisma } from '@archipelago/db/generated/client';
import { jobDatabase } from '@archipelago/db/job-database';
import { loadContext } from '@archipelago/db/load-context';
import { ping } from '@archipelago/db/ping';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connected, type OwnDatabase, ownDatabase } from '../../support/database.ts';
import { type MadeWorkspace, makeWorkspace } from './make-workspace.ts';

let database: OwnDatabase;
let workspace: MadeWorkspace;

beforeAll(async () => {
  database = await connected(await ownDatabase(), { maxConnections: 3 });
  workspace = await makeWorkspace();
});

afterAll(() => database.stop());

const everyDoor: [name: string, open: () => Promise<unknown>][] = [
  ['ping', () => ping()],
  ['a transaction', () => withWorkspace(workspace.id, (tx) => tx.post.count())],
  ['the context of a request', () => loadContext(workspace.slug, null)],
  ['the job database', () => jobDatabase().executeSql('select 1')],
];

async function expectEveryDoorOpen(): Promise<void> {
  const outcomes = await Promise.all(everyDoor.map(([, open]) => open()));
  expect(outcomes).toHaveLength(everyDoor.length);
}

describe.each([
  ['stopped', () => database.stopPostgres()],
  ['killed', () => database.kill()],
])('while Postgres is %s', (_how, goAway) => {
  test('every door says unavailable, and opens with the first try once Postgres is back', async () => {
    await expectEveryDoorOpen();
    await goAway();
    for (const [name, open] of everyDoor) {
      await expect(open(), name).rejects.toBeInstanceOf(DatabaseUnavailable);
    }
    await database.startPostgres();
    await expectEveryDoorOpen();
  });
});

test('a transaction whose connection dies leaves nothing half-written', async () => {
  const dying = withWorkspace(workspace.id, async (tx) => {
    await tx.post.updateMany({ data: { title: 'Half' } });
    await rawQuery(tx, Prisma.sql`select pg_terminate_backend(pg_backend_pid())`);
    await tx.post.updateMany({ data: { body: 'Half' } });
  });
  await expect(dying).rejects.toBeInstanceOf(DatabaseUnavailable);
  const [post] = await withWorkspace(workspace.id, (tx) => tx.post.findMany());
  expect(post).toMatchObject({ title: 'First', body: 'Text' });
});

test('what was committed before a kill is there after it', async () => {
  await withWorkspace(workspace.id, (tx) => tx.post.updateMany({ data: { excerpt: 'Kept' } }));
  await database.kill();
  await database.startPostgres();
  const [post] = await withWorkspace(workspace.id, (tx) => tx.post.findMany());
  expect(post?.excerpt).toBe('Kept');
});

test('a statement that is too slow is ended by the database and says unavailable', async () => {
  const slow = withWorkspace(workspace.id, async (tx) => {
    await rawQuery(tx, Prisma.sql`set local statement_timeout = '100ms'`);
    await rawQuery(tx, Prisma.sql`select pg_sleep(30)::text`);
  });
  await expect(slow).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expectEveryDoorOpen();
});

test('when every connection is in use, who waits too long is told so and nobody else is harmed', async () => {
  const holders = Array.from({ length: 3 }, () =>
    withWorkspace(workspace.id, async (tx) => {
      await rawQuery(tx, Prisma.sql`select pg_sleep(5)::text`);
      return tx.post.count();
    }),
  );
  const waiting = withWorkspace(workspace.id, (tx) => tx.post.count());
  await expect(waiting).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect(await Promise.all(holders)).toEqual([1, 1, 1]);
  await expectEveryDoorOpen();
});

test('a refused write is no unavailable database', async () => {
  const refused = withWorkspace(workspace.id, (tx) => rawQuery(tx, Prisma.sql`delete from audit_event`));
  await expect(refused).rejects.not.toBeInstanceOf(DatabaseUnavailable);
});
