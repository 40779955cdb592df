import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPost } from '@archipelago/core/posts/create-post';
import { updateWorkspace } from '@archipelago/core/workspaces/update-workspace';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { verifyAuditLog } from '@archipelago/local-cloud/database/verify-audit-log';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makeMember, makeWorkspace } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { root } from '../../support/source-files.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

/** A workspace with `count` rows in its log, written by the runtime role; every third with all the odd fields. */
async function workspaceWithLog(count: number): Promise<MadeWorkspace> {
  const workspace = await makeWorkspace();
  await withWorkspace(workspace.id, (tx) =>
    tx.auditEvent.createMany({
      data: Array.from({ length: count }, (_, position) => ({
        workspaceId: workspace.id,
        actorKind: 'user' as const,
        actorId: position % 3 === 0 ? null : workspace.owner.userId,
        actorName: 'Åse “Öre” 12:3 — 岛',
        action: 'post.created',
        targetKind: 'post',
        targetName: `Post ${position}`,
        changes:
          position % 3 === 0 ? { title: { from: null, to: 'é 🏝 "\n' }, n: { from: 1.5, to: true } } : {},
        ip: position % 2 === 0 ? null : '192.0.2.1',
        requestId: `r-${position}`,
      })),
    }),
  );
  return workspace;
}

async function verdict({ slug }: { slug: string }) {
  for await (const report of verifyAuditLog(product.database.DATABASE_URL, slug)) return report;
  throw new Error(`Nothing was verified for ${slug}.`);
}

/** What somebody with the owner's rights can do to the table, all walls down. */
async function tamper(...statements: string[]): Promise<void> {
  const { owner } = product.database;
  await owner.query('begin');
  await owner.query(`alter table audit_event no force row level security, disable trigger user`);
  await owner.query(`alter table audit_chain no force row level security`);
  for (const statement of statements) await owner.query(statement);
  await owner.query(
    `alter table audit_event force row level security, enable always trigger audit_event_chain`,
  );
  await owner.query(`alter table audit_chain force row level security`);
  await owner.query('commit');
}

describe('the chain', () => {
  test('numbers the rows of each workspace without gaps and verifies, whatever is in them', async () => {
    const workspaces = [await workspaceWithLog(7), await workspaceWithLog(4)];
    for (const [index, rows] of [7, 4].entries()) {
      const report = await verdict(workspaces[index] as MadeWorkspace);
      expect(report).toMatchObject({ rows, break: null, head: { sequence: String(rows) } });
    }
  });

  test('grows by the rows of every command and waits for nobody else’s', async () => {
    const workspace = await makeWorkspace();
    const ctx = await contextFor(workspace.owner, workspace);
    const posts = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        createPost(ctx, { title: `Post ${n}`, body: 'x', publish: false }),
      ),
    );
    expect(posts).toHaveLength(12);
    expect(await verdict(workspace)).toMatchObject({ rows: 12, break: null });
  });

  test('costs a command no statement', async () => {
    const workspace = await makeWorkspace();
    const ctx = await contextFor(workspace.owner, workspace);
    const input = { name: 'One', timeZone: 'UTC', language: 'en' } as const;
    await updateWorkspace(ctx, { ...input, tagline: 'One' });
    const before = await product.statements();
    await updateWorkspace(ctx, { ...input, tagline: 'Two' });
    // Begin, grant, read, change, job, audit row, commit.
    expect((await product.statements()) - before).toBeLessThanOrEqual(8);
  });

  test('gives a row that was there already no place', async () => {
    const workspace = await makeWorkspace();
    const row = {
      workspaceId: workspace.id,
      id: randomUUID(),
      actorKind: 'system' as const,
      actorName: 'Stripe',
      action: 'billing.plan_changed',
      targetKind: 'subscription',
      targetName: 'Subscription',
      requestId: 'x',
    };
    const add = () =>
      withWorkspace(workspace.id, (tx) => tx.auditEvent.createMany({ data: [row], skipDuplicates: true }));
    await Promise.all([add(), add(), add()]);
    expect(await verdict(workspace)).toMatchObject({ rows: 1, break: null });
  });

  test('takes no word for it: what a writer says about number and hashes is overwritten', async () => {
    const workspace = await workspaceWithLog(2);
    await withWorkspace(workspace.id, (tx) =>
      rawQuery(
        tx,
        Prisma.sql`insert into audit_event (workspace_id, actor_kind, actor_name, action, target_kind, target_name,
            request_id, sequence, previous_hash, hash)
          values (${workspace.id}::uuid, 'system', 'x', 'post.created', 'post', 'x', 'x', 99, 'x', 'x')`,
      ),
    );
    expect(await verdict(workspace)).toMatchObject({ rows: 3, break: null });
  });

  test('undoes the number of a row that was rolled back', async () => {
    const workspace = await workspaceWithLog(1);
    const failing = withWorkspace(workspace.id, async (tx) => {
      await tx.$executeRaw`insert into audit_event (workspace_id, actor_kind, actor_name, action, target_kind,
        target_name, request_id) values (${workspace.id}::uuid, 'system', 'x', 'post.created', 'post', 'x', 'x')`;
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect(await verdict(workspace)).toMatchObject({ rows: 1, break: null, head: { sequence: '1' } });
  });
});

describe('the runtime role', () => {
  test.each([
    [
      'move the head',
      (id: string) => Prisma.sql`update audit_chain set sequence = 0 where workspace_id = ${id}::uuid`,
    ],
    ['remove the head', (id: string) => Prisma.sql`delete from audit_chain where workspace_id = ${id}::uuid`],
    ['make a head', (id: string) => Prisma.sql`insert into audit_chain (workspace_id) values (${id}::uuid)`],
    [
      'lock the head',
      (id: string) => Prisma.sql`select from audit_chain where workspace_id = ${id}::uuid for update`,
    ],
    ['change a row', () => Prisma.sql`update audit_event set action = 'x'`],
    ['switch the chain off', () => Prisma.sql`alter table audit_event disable trigger audit_event_chain`],
    ['call itself a replica', () => Prisma.sql`set session_replication_role = replica`],
    ['call the trigger’s function', () => Prisma.sql`select app.chain_audit_event()`],
  ])('cannot %s', async (_, statement) => {
    const workspace = await workspaceWithLog(1);
    await expect(withWorkspace(workspace.id, (tx) => rawQuery(tx, statement(workspace.id)))).rejects.toThrow(
      /permission denied|must be owner|trigger functions/,
    );
  });

  test('cannot append to another workspace’s log, nor move its head', async () => {
    const [own, other] = [await workspaceWithLog(1), await workspaceWithLog(2)];
    await expect(
      withWorkspace(own.id, (tx) =>
        rawQuery(
          tx,
          Prisma.sql`insert into audit_event (workspace_id, actor_kind, actor_name, action, target_kind, target_name,
            request_id) values (${other.id}::uuid, 'system', 'x', 'post.created', 'post', 'x', 'x')`,
        ),
      ),
    ).rejects.toThrow('row-level security');
    expect(await verdict(other)).toMatchObject({ rows: 2, break: null, head: { sequence: '2' } });
  });
});

describe('what somebody with the owner’s rights does to the log is found', () => {
  const where = (id: string, sequence: number) => `workspace_id = '${id}' and sequence = ${sequence}`;

  test.each([
    ['an altered name', "actor_name = 'Somebody else'"],
    ['an altered time', "created_at = created_at + interval '1 microsecond'"],
    ['an altered difference', `changes = '{"role": {"from": null, "to": "owner"}}'`],
    ['an address that was taken away', 'ip = null'],
    ['a field moved into the next', "target_kind = 'postP', target_name = substr(target_name, 2)"],
  ])('%s', async (_, change) => {
    const workspace = await workspaceWithLog(6);
    await tamper(`update audit_event set ${change} where ${where(workspace.id, 4)}`);
    expect(await verdict(workspace)).toMatchObject({ rows: 3, break: { kind: 'altered', sequence: '4' } });
  });

  test('a row that was removed', async () => {
    const workspace = await workspaceWithLog(6);
    await tamper(`delete from audit_event where ${where(workspace.id, 3)}`);
    expect((await verdict(workspace)).break).toMatchObject({ kind: 'removed', sequence: '4' });
  });

  test('the newest row removed', async () => {
    const workspace = await workspaceWithLog(6);
    await tamper(`delete from audit_event where ${where(workspace.id, 6)}`);
    expect((await verdict(workspace)).break).toMatchObject({ kind: 'removed', sequence: '5' });
  });

  test('the oldest rows removed, with a checkpoint that nobody recorded', async () => {
    const workspace = await workspaceWithLog(6);
    await tamper(
      `update audit_chain set removed_sequence = 2, removed_hash = (select hash from audit_event where ${where(workspace.id, 2)})
        where workspace_id = '${workspace.id}'`,
      `delete from audit_event where workspace_id = '${workspace.id}' and sequence <= 2`,
    );
    expect((await verdict(workspace)).break).toMatchObject({ kind: 'removed' });
  });

  test('all rows removed', async () => {
    const workspace = await workspaceWithLog(6);
    await tamper(`delete from audit_event where workspace_id = '${workspace.id}'`);
    expect((await verdict(workspace)).break).toMatchObject({ kind: 'removed' });
  });

  test('two rows that changed places', async () => {
    const workspace = await workspaceWithLog(6);
    await tamper(
      `update audit_event set sequence = 1000 where ${where(workspace.id, 2)}`,
      `update audit_event set sequence = 2 where ${where(workspace.id, 5)}`,
      `update audit_event set sequence = 5 where ${where(workspace.id, 1000)}`,
    );
    expect((await verdict(workspace)).break).toMatchObject({ kind: 'reordered', sequence: '2' });
  });

  const forged = (id: string, sequence: number) => [
    `insert into audit_event (workspace_id, actor_kind, actor_name, action, target_kind, target_name, request_id,
        sequence, previous_hash)
      select '${id}', 'user', 'Forged', 'post.created', 'post', 'x', 'x', ${sequence}, hash from audit_event
      where ${where(id, sequence - 1)}`,
    `update audit_event set hash = app.audit_hash(audit_event) where ${where(id, sequence)}`,
  ];

  test('a row put behind the head, its hash and all', async () => {
    const workspace = await workspaceWithLog(6);
    await tamper(...forged(workspace.id, 7));
    expect((await verdict(workspace)).break).toMatchObject({ kind: 'inserted', sequence: '7' });
  });

  test('a row put into the middle, its hash and all', async () => {
    const workspace = await workspaceWithLog(6);
    await tamper(
      ...[6, 5, 4].map((n) => `update audit_event set sequence = ${n + 1} where ${where(workspace.id, n)}`),
      ...forged(workspace.id, 4),
      `update audit_chain set sequence = 7 where workspace_id = '${workspace.id}'`,
    );
    expect((await verdict(workspace)).break).not.toBeNull();
  });

  test('a head that was moved', async () => {
    const workspace = await workspaceWithLog(6);
    await tamper(`update audit_chain set hash = repeat('0', 64) where workspace_id = '${workspace.id}'`);
    expect((await verdict(workspace)).break).toMatchObject({ kind: 'head' });
  });

  test('a head that was removed', async () => {
    const workspace = await workspaceWithLog(6);
    await tamper(`delete from audit_chain where workspace_id = '${workspace.id}'`);
    expect((await verdict(workspace)).break).not.toBeNull();
  });

  test('and a neighbour’s log is still whole', async () => {
    const [broken, whole] = [await workspaceWithLog(3), await workspaceWithLog(3)];
    await tamper(`delete from audit_event where workspace_id = '${broken.id}'`);
    expect((await verdict(whole)).break).toBeNull();
  });
});

test('a log of many batches is verified to its end, and a break in the last one found', async () => {
  const workspace = await workspaceWithLog(2_300);
  expect(await verdict(workspace)).toMatchObject({ rows: 2_300, break: null });
  await tamper(`update audit_event set ip = 'x' where workspace_id = '${workspace.id}' and sequence = 2299`);
  expect(await verdict(workspace)).toMatchObject({
    rows: 2_298,
    break: { kind: 'altered', sequence: '2299' },
  });
});

test('a log from before the chain is chained by its migration, oldest first', async () => {
  const workspaces = [await workspaceWithLog(5), await workspaceWithLog(3)];
  const migration = readFileSync(
    join(root, 'prisma/migrations/20261121121500_audit_chain/migration.sql'),
    'utf8',
  );
  const chaining = migration.slice(
    migration.indexOf('ALTER TABLE audit_event NO FORCE'),
    migration.indexOf('CREATE TRIGGER audit_event_chain'),
  );
  expect(chaining).toContain('LOOP');
  await tamper(
    'drop index audit_event_workspace_id_sequence_key',
    `update audit_event set sequence = 0, previous_hash = '', hash = '', created_at = now() - random() * interval '9 days'`,
    'delete from audit_chain',
  );
  await product.database.owner.query(chaining);
  for (const [index, rows] of [5, 3].entries()) {
    expect(await verdict(workspaces[index] as MadeWorkspace)).toMatchObject({ rows, break: null });
  }
  const { rows } = await product.database.observer.query(
    'select from (select created_at < lag(created_at) over (partition by workspace_id order by sequence) as back from audit_event) x where back',
  );
  expect(rows).toEqual([]);
});

test('whoever holds the log waits for no lock that somebody who wants the log may hold', async () => {
  const workspace = await makeWorkspace();
  const second = await makeMember(workspace, 'owner');
  const third = await makeMember(workspace, 'owner');
  const { observer } = product.database;
  const demote = async (userId: string) => {
    const client = await observer.connect();
    try {
      await client.query('begin');
      // Locks the workspace's row, then wants the log.
      await client.query('update member set role = $1 where workspace_id = $2 and user_id = $3', [
        'admin',
        workspace.id,
        userId,
      ]);
      await client.query(
        `insert into audit_event (workspace_id, actor_kind, actor_name, action, target_kind, target_name, request_id)
         values ($1, 'system', 'x', 'member.removed', 'user', 'x', 'x')`,
        [workspace.id],
      );
      await client.query('commit');
    } finally {
      client.release();
    }
  };
  const ctx = await contextFor(workspace.owner, workspace);
  const posts = Array.from({ length: 20 }, (_, n) =>
    createPost(ctx, { title: `Post ${n}`, body: 'x', publish: n % 2 === 0 }),
  );
  await Promise.all([...posts, demote(second.userId), demote(third.userId)]);
  expect(await verdict(workspace)).toMatchObject({ rows: 22, break: null });
});
