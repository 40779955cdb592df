import { prisma } from '@archipelago/db/connection';
import { Prisma } from '@archipelago/db/generated/client';
import { jobDatabase } from '@archipelago/db/job-database';
import { loadContext } from '@archipelago/db/load-context';
import { rawQuery } from '@archipelago/db/raw-query';
import { withStripeCustomer } from '@archipelago/db/with-stripe-customer';
import { withUser } from '@archipelago/db/with-user';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { startNeonProxy } from '@archipelago/local-cloud/postgres/start-neon-proxy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../../support/database.ts';
import { freePort } from '../../support/free-port.ts';
import { type MadeWorkspace, makeWorkspace } from './make-workspace.ts';

let database: TestDatabase;
let acme: MadeWorkspace;
let globex: MadeWorkspace;

beforeAll(async () => {
  database = await connected(await testDatabase());
  [acme, globex] = await Promise.all([makeWorkspace(), makeWorkspace()]);
});

afterAll(() => database.stop());

const tenantTables = [
  'member',
  'invitation',
  'post',
  'auditEvent',
  'auditChain',
  'subscription',
  'billingCustomer',
  'apiKey',
  'apiAnswer',
  'usageCounter',
  'usageDay',
  'usageHour',
  'usageWarning',
  'usageReport',
] as const;

describe('without a scope', () => {
  test.each(tenantTables)('%s shows no row', async (table) => {
    const model = prisma()[table] as unknown as { count(): Promise<number> };
    expect(await model.count()).toBe(0);
  });

  test('people, operators and Stripe events show no row', async () => {
    expect(await prisma().user.count()).toBe(0);
    expect(await prisma().operator.count()).toBe(0);
    expect(await prisma().stripeEvent.count()).toBe(0);
  });

  test('the directory is readable and not writable', async () => {
    expect(await prisma().workspace.findUnique({ where: { id: acme.id } })).toMatchObject({
      slug: acme.slug,
    });
    const renamed = await prisma().workspace.updateMany({ where: { id: acme.id }, data: { name: 'Taken' } });
    expect(renamed.count).toBe(0);
  });

  test('a row cannot be written', async () => {
    const post = {
      workspaceId: acme.id,
      slug: 'planted',
      title: 'Planted',
      body: '',
      authorUserId: acme.ownerId,
    };
    await expect(prisma().post.create({ data: post })).rejects.toThrow('row-level security');
  });
});

describe('inside a workspace', () => {
  test.each(tenantTables)("another workspace's rows of %s stay out of sight", async (table) => {
    await withWorkspace(acme.id, async (tx) => {
      const model = tx[table] as unknown as { findMany(): Promise<{ workspaceId: string }[]> };
      const rows = await model.findMany();
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map(({ workspaceId }) => workspaceId))).toEqual(new Set([acme.id]));
    });
  });

  test("another workspace's id finds nothing, changes nothing and deletes nothing", async () => {
    const where = { workspaceId: globex.id };
    await withWorkspace(acme.id, async (tx) => {
      const key = { workspaceId_id: { workspaceId: globex.id, id: globex.postId } };
      expect(await tx.post.findUnique({ where: key })).toBeNull();
      expect((await tx.post.updateMany({ where, data: { title: 'Taken' } })).count).toBe(0);
      expect((await tx.post.deleteMany({ where })).count).toBe(0);
      expect((await tx.member.updateMany({ where, data: { role: 'owner' } })).count).toBe(0);
      expect(
        (await tx.workspace.updateMany({ where: { id: globex.id }, data: { name: 'Taken' } })).count,
      ).toBe(0);
    });
    const posts = await withWorkspace(globex.id, (tx) => tx.post.findMany());
    expect(posts).toMatchObject([{ title: 'First' }]);
  });

  test('a row cannot be written into another workspace, nor moved there', async () => {
    const post = {
      workspaceId: globex.id,
      slug: 'planted',
      title: 'Planted',
      body: '',
      authorUserId: acme.ownerId,
    };
    await expect(withWorkspace(acme.id, (tx) => tx.post.create({ data: post }))).rejects.toThrow(
      'row-level security',
    );
    const move = withWorkspace(acme.id, (tx) => tx.post.updateMany({ data: { workspaceId: globex.id } }));
    await expect(move).rejects.toThrow('row-level security');
  });

  test('SQL written by hand sees no more than Prisma', async () => {
    const rows = await withWorkspace(acme.id, (tx) =>
      rawQuery<{ id: string }>(tx, Prisma.sql`select distinct workspace_id::text as id from post`),
    );
    expect(rows).toEqual([{ id: acme.id }]);
  });

  test('a member who is in another workspace too sees that membership only outside of both', async () => {
    await withWorkspace(globex.id, (tx) =>
      tx.member.create({ data: { workspaceId: globex.id, userId: acme.ownerId, role: 'guest' } }),
    );
    const inside = await withWorkspace(acme.id, (tx) => tx.member.findMany(), { userId: acme.ownerId });
    expect(inside.map(({ workspaceId }) => workspaceId)).toEqual([acme.id]);
    const mine = await withUser({ userId: acme.ownerId }, (tx) => tx.member.findMany());
    expect(mine.map(({ workspaceId }) => workspaceId).sort()).toEqual([acme.id, globex.id].sort());
  });

  test('people are visible who are members or left a post, and nobody else', async () => {
    const stranger = await makeWorkspace();
    const people = await withWorkspace(acme.id, (tx) => tx.user.findMany());
    expect(people.map(({ id }) => id)).toEqual([acme.ownerId]);
    await withWorkspace(acme.id, (tx) => tx.user.updateMany({ data: { name: 'Taken' } }));
    const [owner] = await withWorkspace(acme.id, (tx) => tx.user.findMany());
    expect(owner?.name).toBe('Owner');
    expect(people.map(({ id }) => id)).not.toContain(stranger.ownerId);
  });

  test('a former member stays the author of what they wrote', async () => {
    const workspace = await makeWorkspace();
    const author = await makeWorkspace();
    const { id, ownerId } = { id: workspace.id, ownerId: author.ownerId };
    await withWorkspace(id, async (tx) => {
      await tx.member.create({ data: { workspaceId: id, userId: ownerId, role: 'member' } });
      await tx.post.create({
        data: { workspaceId: id, slug: 'theirs', title: 'Theirs', body: '', authorUserId: ownerId },
      });
      await tx.member.deleteMany({ where: { userId: ownerId } });
    });
    const post = await withWorkspace(id, (tx) =>
      tx.post.findFirst({ where: { slug: 'theirs' }, include: { author: true } }),
    );
    expect(post?.author.id).toBe(ownerId);
  });

  test('a member row of another workspace cannot be referenced by a lone id', async () => {
    const key = { workspaceId_userId: { workspaceId: acme.id, userId: globex.ownerId } };
    const joined = withWorkspace(acme.id, (tx) => tx.member.update({ where: key, data: { role: 'owner' } }));
    await expect(joined).rejects.toMatchObject({ code: 'P2025' });
  });
});

describe('the scope of a transaction', () => {
  test('does not outlive it, whether it committed or rolled back', async () => {
    await withWorkspace(acme.id, (tx) => tx.post.count());
    const failing = withWorkspace(acme.id, async (tx) => {
      await tx.post.updateMany({ data: { title: 'Never' } });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const counts = await Promise.all(Array.from({ length: 20 }, () => prisma().post.count()));
    expect(new Set(counts)).toEqual(new Set([0]));
    const [post] = await withWorkspace(acme.id, (tx) => tx.post.findMany());
    expect(post?.title).toBe('First');
  });

  test('is its own among 200 that overlap', async () => {
    const workspaces = await Promise.all(Array.from({ length: 8 }, () => makeWorkspace()));
    const seen = await Promise.all(
      Array.from({ length: 200 }, async (_, turn) => {
        const { id } = workspaces[turn % workspaces.length] as MadeWorkspace;
        return withWorkspace(id, async (tx) => {
          const before = await tx.post.findMany();
          await tx.auditEvent.count();
          const after = await tx.member.findMany();
          return [...before, ...after].every(({ workspaceId }) => workspaceId === id) && before.length === 1;
        });
      }),
    );
    expect(seen.filter(Boolean)).toHaveLength(200);
  });

  test('travels with BEGIN in one message', async () => {
    const { hostname, port } = new URL(database.appUrl);
    const proxy = await startNeonProxy({
      port: await freePort(),
      target: { host: hostname, port: Number(port) },
    });
    const other = await connected({ ...database, webSocketProxy: proxy.address, stop: () => proxy.stop() });
    try {
      const before = proxy.statements();
      const posts = await withWorkspace(acme.id, (tx) => tx.post.findMany());
      expect(posts).toHaveLength(1);
      expect(proxy.statements() - before, 'BEGIN with its settings, the query, COMMIT').toBe(3);
    } finally {
      await other.stop();
      await connected(database);
    }
  });

  test('takes nothing that could leave its quotes', async () => {
    for (const value of ["x'; drop table post; --", '', acme.id.slice(1), `${acme.id} `]) {
      await expect(withWorkspace(value, (tx) => tx.post.count())).rejects.toThrow(
        'no valid app.workspace_id',
      );
    }
    await expect(withStripeCustomer("cus_1'", (tx) => tx.stripeEvent.count())).rejects.toThrow('no valid');
  });
});

describe('a Stripe customer', () => {
  test('shows its events and its workspace, and nothing else', async () => {
    await withStripeCustomer(acme.stripeCustomerId, async (tx) => {
      expect(await tx.billingCustomer.findMany()).toMatchObject([{ workspaceId: acme.id }]);
      expect((await tx.stripeEvent.findMany()).map(({ id }) => id)).toEqual([acme.stripeEventId]);
      expect(await tx.post.count()).toBe(0);
      expect(await tx.subscription.count()).toBe(0);
    });
  });
});

describe('loading the context of a request', () => {
  test('finds the person, the workspace, the membership and the subscription', async () => {
    expect(await loadContext(acme.slug, acme.ownerClerkUserId)).toMatchObject({
      user: { id: acme.ownerId },
      operator: false,
      workspace: { id: acme.id, timeZone: 'UTC' },
      member: { role: 'owner' },
      subscription: { plan: 'pro', currentPeriodEnd: new Date('2027-01-15T00:00:00Z'), trialEndsAt: null },
    });
  });

  test('leaves null what is not there', async () => {
    const nothing = {
      user: null,
      operator: false,
      workspace: null,
      member: null,
      customRole: null,
      subscription: null,
      unreadNotifications: 0,
      ownershipOffer: null,
      supportVisit: null,
    };
    expect(await loadContext(null, null)).toEqual(nothing);
    expect(await loadContext('no-such-address', 'user_nobody')).toEqual(nothing);
    expect(await loadContext(acme.slug, 'user_nobody')).toMatchObject({ user: null, member: null });
    const other = await makeWorkspace();
    expect(await loadContext(acme.slug, other.ownerClerkUserId)).toMatchObject({
      user: { id: other.ownerId },
      member: null,
    });
  });

  test('knows a deleted person, as a member of nothing', async () => {
    const workspace = await makeWorkspace();
    await withUser({ userId: workspace.ownerId }, (tx) =>
      tx.user.updateMany({ data: { deletedAt: new Date() } }),
    );
    const loaded = await loadContext(workspace.slug, workspace.ownerClerkUserId);
    expect(loaded.user?.deletedAt).toBeInstanceOf(Date);
    expect(loaded.member).toBeNull();
  });

  test('leaves the scope of a transaction around it as it was', async () => {
    const rows = await withWorkspace(acme.id, async (tx) => {
      await rawQuery(
        tx,
        Prisma.sql`select * from app.load_context(${globex.slug}, ${globex.ownerClerkUserId})`,
      );
      return tx.post.findMany();
    });
    expect(rows.map(({ workspaceId }) => workspaceId)).toEqual([acme.id]);
    expect(await prisma().post.count()).toBe(0);
  });
});

describe('the runtime role', () => {
  const refused: [what: string, sql: Prisma.Sql][] = [
    ['truncate a table', Prisma.sql`truncate post`],
    ['switch row-level security off', Prisma.sql`alter table post disable row level security`],
    ['drop a policy', Prisma.sql`drop policy post_isolation on post`],
    [
      'replace a function of the policies',
      Prisma.sql`create or replace function app.workspace_id() returns uuid language sql return null`,
    ],
    ['become the owner', Prisma.sql`set local role archipelago_owner`],
    ['change an audit event', Prisma.sql`update audit_event set action = 'other'`],
    ['delete an audit event', Prisma.sql`delete from audit_event`],
    ['appoint an operator', Prisma.sql`insert into operator (user_id) values (gen_random_uuid())`],
    ['delete a workspace', Prisma.sql`delete from workspace`],
    ['read the migrations', Prisma.sql`select * from _prisma_migrations`],
  ];

  test.each(refused)('cannot %s', async (_what, sql) => {
    await expect(withWorkspace(acme.id, (tx) => rawQuery(tx, sql))).rejects.toThrow(
      /permission denied|must be owner/,
    );
  });

  test('runs jobs', async () => {
    const { rows } = await jobDatabase().executeSql('select name from pgboss.queue where name = $1', [
      'mail',
    ]);
    expect(rows).toEqual([{ name: 'mail' }]);
  });
});
