import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OwnDatabase, ownDatabase } from '../../support/database.ts';
import { catalogueRules } from './catalogue-rules.ts';

let database: OwnDatabase;
let superuser: pg.Client;

beforeAll(async () => {
  database = await ownDatabase();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
});

afterAll(async () => {
  await superuser.end();
  await database.stop();
});

async function faultsOf(sql: string): Promise<string[]> {
  const { rows } = await superuser.query<string[]>({ text: sql, rowMode: 'array' });
  return rows.map((row) => String(row[0]));
}

describe.each(catalogueRules)('$name', ({ faults, planted }) => {
  test('holds', async () => {
    expect(await faultsOf(faults)).toEqual([]);
  });

  test('is noticed when it is broken', async () => {
    await superuser.query('begin');
    try {
      await superuser.query(planted);
      expect(await faultsOf(faults)).not.toEqual([]);
    } finally {
      await superuser.query('rollback');
    }
  });
});
