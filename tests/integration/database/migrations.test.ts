import { queues } from '@archipelago/core/jobs/queues';
import { assertRuntimeRoleIsSafe } from '@archipelago/db/directory';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { deployDatabase } from '@archipelago/local-cloud/database/deploy-database';
import { runPrisma } from '@archipelago/local-cloud/database/prisma-cli';
import { people, workspaces } from '@archipelago/local-cloud/seed/people';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed } from '../../../prisma/seed.ts';
import { connected, type OwnDatabase, ownDatabase } from '../../support/database.ts';

let database: OwnDatabase;
let superuser: pg.Client;

beforeAll(async () => {
  database = await connected(await ownDatabase());
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
});

afterAll(async () => {
  await superuser.end();
  await database.stop();
});

async function texts(sql: string): Promise<string[]> {
  const { rows } = await superuser.query<string[]>({ text: sql, rowMode: 'array' });
  return rows.map((row) => String(row[0]));
}

test('deploying again changes nothing', async () => {
  const everything = `
    select concat_ws(' ', 'migration', migration_name, finished_at) from _prisma_migrations
    union all select concat_ws(' ', 'relation', oid::regclass, relacl::text) from pg_class where relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace)
    union all select concat_ws(' ', 'queue', to_jsonb(q) - 'monitor_on' - 'maintain_on') from pgboss.queue q
    order by 1`;
  const before = await texts(everything);
  await deployDatabase(database);
  expect(await texts(everything)).toEqual(before);
});

test('two deploys at once both succeed', async () => {
  await superuser.query(`comment on schema pgboss is 'older'`);
  await Promise.all([deployDatabase(database), deployDatabase(database)]);
});

test('the schema files and the migrations say the same', async () => {
  const comparison = [
    'migrate',
    'diff',
    '--from-migrations',
    'prisma/migrations',
    '--to-schema',
    'prisma/schema',
  ];
  const { code, output } = await runPrisma([...comparison, '--exit-code'], {
    DATABASE_URL_UNPOOLED: database.ownerUrl,
  });
  expect(output).toContain('No difference detected');
  expect(code).toBe(0);
});

test('every queue exists with its policy', async () => {
  const found = await texts(`select name || ' ' || policy from pgboss.queue where name <> 'dead-letter'`);
  expect(found.sort()).toEqual(
    Object.entries(queues)
      .map(([name, { policy }]) => `${name} ${policy}`)
      .sort(),
  );
});

test('a deploy takes over the password of DATABASE_URL', async () => {
  const changed = new URL(database.appUrl);
  changed.password = "it's-new";
  await deployDatabase({ ownerUrl: database.ownerUrl, appUrl: changed.href });
  const client = new pg.Client({ connectionString: changed.href });
  await client.connect();
  await client.end();
  await deployDatabase(database);
});

test('a DATABASE_URL with another role is refused before anything is changed', async () => {
  await expect(deployDatabase({ ownerUrl: database.ownerUrl, appUrl: database.ownerUrl })).rejects.toThrow(
    'archipelago_app',
  );
});

test('a runtime role that may bypass row-level security is refused by the deploy and by the product', async () => {
  await superuser.query('alter role archipelago_app bypassrls');
  try {
    await expect(deployDatabase(database)).rejects.toThrow('may bypass row-level security');
    await expect(assertRuntimeRoleIsSafe()).rejects.toThrow('may bypass row-level security');
  } finally {
    await superuser.query('alter role archipelago_app nobypassrls');
  }
  await assertRuntimeRoleIsSafe();
});

test('the seed fills an empty database once, however often and by however many it runs', async () => {
  const everything = `
    select to_jsonb(u)::text from "user" u union all select to_jsonb(w)::text from workspace w
    union all select to_jsonb(m)::text from member m union all select to_jsonb(p)::text from post p
    union all select to_jsonb(i)::text from invitation i union all select to_jsonb(a)::text from audit_event a
    union all select to_jsonb(s)::text from subscription s order by 1`;
  await Promise.all([seed(database), seed(database)]);
  const before = await texts(everything);
  await seed(database);
  expect(await texts(everything)).toEqual(before);
  expect(before.length).toBeGreaterThan(100);
});

test('the seeded people are the members the local Clerk knows', async () => {
  for (const { slug, members } of workspaces) {
    const found = await texts(
      `select clerk_user_id || ' ' || role from member join "user" on "user".id = user_id
       join workspace on workspace.id = workspace_id where slug = '${slug}'`,
    );
    expect(found.sort()).toEqual(members.map(({ clerkUserId, role }) => `${clerkUserId} ${role}`).sort());
  }
  const operators = await texts(`select clerk_user_id from operator join "user" on id = user_id`);
  expect(operators).toEqual(
    people.filter(({ isOperator }) => isOperator).map(({ clerkUserId }) => clerkUserId),
  );
});

test('nothing seeded lies in the future, and every post has a text', async () => {
  const [acme] = await texts(`select id from workspace where slug = 'acme'`);
  const rows = await withWorkspace(acme ?? '', (tx) =>
    rawQuery<{ n: number }>(
      tx,
      Prisma.sql`select count(*)::int as n from post where created_at > now() or published_at > now() or length(body) < 300`,
    ),
  );
  expect(rows).toEqual([{ n: 0 }]);
  expect(await texts('select id from audit_event where created_at > now()')).toEqual([]);
});
