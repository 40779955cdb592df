import { tenantTables } from '@archipelago/core/exports/tenant-tables';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnDatabase, startOwnDatabase } from '../../support/own-database.ts';

let database: OwnDatabase;

beforeAll(async () => {
  database = await startOwnDatabase();
});
afterAll(() => database.stop());

async function columns(): Promise<{ table: string; column: string }[]> {
  const { rows } = await database.observer.query<{ table: string; column: string }>(
    `select c.relname as "table", a.attname as "column"
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and exists (
       select from pg_attribute w where w.attrelid = c.oid and w.attname = 'workspace_id' and not w.attisdropped
     )`,
  );
  return rows;
}

/** Sound like secrets and are none: the audit log's chain, which whoever reads the log may verify; a name in a store. */
const harmless = [
  'audit_chain.hash',
  'audit_chain.removed_hash',
  'audit_event.hash',
  'audit_event.previous_hash',
  'file.key',
  'webhook_endpoint.secret_rotated_at',
  'webhook_endpoint.secret_version',
];

test('every tenant table is exported, or it is said why not', async () => {
  const tables = new Set((await columns()).map(({ table }) => table));
  expect([...tables].sort(), 'decide in packages/core/src/exports/tenant-tables.ts').toEqual(
    Object.keys(tenantTables).sort(),
  );
});

test('every column that is left out exists', async () => {
  const existing = new Set((await columns()).map(({ table, column }) => `${table}.${column}`));
  for (const [table, decision] of Object.entries(tenantTables)) {
    const leftOut = 'notExported' in decision ? [] : (decision.leftOut ?? []);
    for (const column of leftOut) expect(existing).toContain(`${table}.${column}`);
  }
});

test('no column that sounds like a secret is exported', async () => {
  const exposed = (await columns()).filter(({ table, column }) => {
    const decision = tenantTables[table];
    if (!decision || 'notExported' in decision || decision.leftOut?.includes(column)) return false;
    const sounds = /hash|secret|token|password|cipher|private|(^|_)key($|_)/.test(column);
    return sounds && !harmless.includes(`${table}.${column}`);
  });
  expect(exposed, 'leave it out in packages/core/src/exports/tenant-tables.ts').toEqual([]);
});
