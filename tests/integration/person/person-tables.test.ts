import { personColumns, personTables } from '@archipelago/core/person/person-tables';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnDatabase, startOwnDatabase } from '../../support/own-database.ts';

let database: OwnDatabase;

beforeAll(async () => {
  database = await startOwnDatabase();
});
afterAll(() => database.stop());

async function names(sql: string): Promise<string[]> {
  const { rows } = await database.observer.query<{ name: string }>(sql);
  return rows.map(({ name }) => name);
}

test('every column that leads to a person is decided on', async () => {
  const keys = await names(
    `select c.relname || '.' || a.attname as name from pg_constraint f
     join pg_class c on c.oid = f.conrelid
     join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
     where f.contype = 'f' and f.confrelid = 'public.user'::regclass`,
  );
  expect(keys.sort(), 'decide in packages/core/src/person/person-tables.ts').toEqual(
    Object.keys(personTables).sort(),
  );
});

test('what goes with the person’s own row is what the database deletes with it', async () => {
  const cascading = await names(
    `select c.relname || '.' || a.attname as name from pg_constraint f
     join pg_class c on c.oid = f.conrelid
     join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
     where f.contype = 'f' and f.confrelid = 'public.user'::regclass and f.confdeltype = 'c'`,
  );
  const decided = personColumns.filter(({ erasure }) => erasure === 'cascade');
  expect(cascading).toEqual(expect.arrayContaining(decided.map(({ table, column }) => `${table}.${column}`)));
});

test('every key and every column that is left out exists, and none that sounds like a secret is copied', async () => {
  const columns = new Set(
    await names(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
    ),
  );
  for (const { table, key, erasure, copy } of personColumns) {
    if (erasure === 'cascade') continue;
    expect(columns).toContain(`${table}.${key}`);
    const leftOut = 'notCopied' in copy ? [] : (copy.leftOut ?? []);
    for (const column of leftOut) expect(columns).toContain(`${table}.${column}`);
    if ('notCopied' in copy) continue;
    const secrets = [...columns].filter(
      (name) => name.startsWith(`${table}.`) && /hash|secret|token|password/.test(name),
    );
    for (const name of secrets) expect(leftOut, name).toContain(name.split('.')[1]);
  }
});
