import { supportPermissions } from '@archipelago/core/access/roles';
import { exportAuditEvents } from '@archipelago/core/audit/export-audit-events';
import { getAuditLog } from '@archipelago/core/audit/get-audit-log';
import { joinAsGuest } from '@archipelago/core/joining/join-as-guest';
import { changeMemberRole } from '@archipelago/core/members/change-member-role';
import { listMembers } from '@archipelago/core/members/list-members';
import { getPlatformHealth } from '@archipelago/core/platform/get-platform-health';
import { createPost } from '@archipelago/core/posts/create-post';
import { allowSupport } from '@archipelago/core/support/allow-support';
import { endSupport } from '@archipelago/core/support/end-support';
import { enterSupport } from '@archipelago/core/support/enter-support';
import { expireSupport } from '@archipelago/core/support/expire-support';
import { getSupportAccess } from '@archipelago/core/support/get-support-access';
import { leaveSupport } from '@archipelago/core/support/leave-support';
import { listOpenWorkspaces } from '@archipelago/core/support/list-open-workspaces';
import { readSupportOffer } from '@archipelago/core/support/read-support-offer';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withUser } from '@archipelago/db/with-user';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makeUser,
  makeWorkspace,
  memberIdOf,
  personContextFor,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { enterAs, makeOperator, openToSupport } from '../../support/support-factories.ts';

const reason = 'Invoice 1042 is shown twice';

let product: OwnProduct;
let acme: MadeWorkspace;
let olive: MadeUser;

beforeAll(async () => {
  product = await startOwnProduct();
  olive = await makeOperator(product, await makeUser({ name: 'Olive' }));
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ name: 'Acme' });
});

const as = (user: MadeUser, workspace = acme) => contextFor(user, workspace);

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return (await product.database.observer.query(sql, [acme.id])).rows;
}

describe('a workspace that lets support in', () => {
  test('opens its dashboard to an operator who says why, to read, and to nobody else', async () => {
    await openToSupport(acme, 'The bill of May');
    expect((await as(olive)).grant).toBeNull();
    const stranger = await makeUser();
    expect(await outcomeOf(enterSupport(await as(stranger), { reason }))).toBe('NOT_FOUND');
    expect(await outcomeOf(enterSupport(await as(acme.owner), { reason }))).toBe('NOT_FOUND');
    expect(await outcomeOf(enterSupport(await as(olive), { reason: ' ' }))).toMatch(/^BAD_REQUEST/);
    expect(await readSupportOffer(await as(olive), {})).toMatchObject({
      allowedBy: acme.owner.name,
      note: 'The bill of May',
    });
    await enterAs(olive, acme, reason);
    const inside = await as(olive);
    expect(inside.grant).toMatchObject({ role: 'guest', permissions: supportPermissions });
    expect((await listMembers(inside, {})).items).toHaveLength(1);
    expect((await as(stranger)).grant).toBeNull();
    const globex = await makeWorkspace();
    expect((await as(olive, globex)).grant).toBeNull();
    expect(await outcomeOf(enterSupport(await as(olive, globex), { reason }))).toBe(
      'NOT_FOUND support-closed',
    );
  });

  test('has every step in its own log, the operator named as one', async () => {
    await openToSupport(acme);
    await enterAs(olive, acme, reason);
    await leaveSupport(await as(olive), {});
    await endSupport(await as(acme.owner), {});
    expect(
      await rows(
        `select action, actor_kind::text, actor_name, changes->'reason'->>'to' as reason from audit_event
          where workspace_id = $1 order by sequence`,
      ),
    ).toEqual([
      { action: 'support.allowed', actor_kind: 'user', actor_name: acme.owner.name, reason: null },
      { action: 'support.entered', actor_kind: 'operator', actor_name: 'Olive', reason },
      { action: 'support.left', actor_kind: 'operator', actor_name: 'Olive', reason: null },
      { action: 'support.ended', actor_kind: 'user', actor_name: acme.owner.name, reason: null },
    ]);
    const { items } = await getAuditLog(await as(acme.owner), { actorId: olive.userId });
    expect(items).toHaveLength(2);
  });

  test('sees who is in and who was, why, and by whose consent', async () => {
    await openToSupport(acme, 'Look');
    await enterAs(olive, acme, reason);
    const seen = async () => getSupportAccess(await as(acme.owner), {});
    expect(await seen()).toMatchObject({
      open: { allowedBy: acme.owner.name, note: 'Look' },
      visits: { items: [{ operatorName: 'Olive', reason, allowedBy: acme.owner.name, endedAt: null }] },
    });
    await endSupport(await as(acme.owner), {});
    expect(await seen()).toMatchObject({
      open: null,
      visits: { items: [{ operatorName: 'Olive', endedAt: expect.any(Date) }], nextCursor: null },
    });
  });

  test('gives its consent once at a time, also when two do at once', async () => {
    const grace = await makeMember(acme, 'admin');
    const allow = async (user: MadeUser) =>
      outcomeOf(allowSupport(await as(user), { duration: 'week', note: '' }));
    expect((await Promise.all([allow(acme.owner), allow(grace)])).sort()).toEqual([
      'CONFLICT support-open',
      'done',
    ]);
    const alan = await makeMember(acme, 'member');
    expect(await allow(alan)).toBe('FORBIDDEN');
    expect(await outcomeOf(endSupport(await as(alan), {}))).toBe('FORBIDDEN');
  });

  test('tells its owners and admins by a job when somebody comes in', async () => {
    await openToSupport(acme);
    await enterAs(olive, acme, reason);
    expect(
      await rows(
        `select e.action from audit_event e join pgboss.job j on j.data->>'auditEventId' = e.id::text
          where e.workspace_id = $1 and j.name = 'workspace-event'`,
      ),
    ).toEqual([{ action: 'support.entered' }]);
  });
});

describe('the consent', () => {
  test('ended, puts the operator out with the next request, and twice is the same as once', async () => {
    await openToSupport(acme);
    await enterAs(olive, acme, reason);
    expect(await endSupport(await as(acme.owner), {})).toEqual({ ended: true });
    expect((await as(olive)).grant).toBeNull();
    expect(await outcomeOf(listMembers(await as(olive), {}))).toBe('NOT_FOUND');
    expect(await endSupport(await as(acme.owner), {})).toEqual({ ended: false });
    expect(await outcomeOf(readSupportOffer(await as(olive), {}))).toBe('NOT_FOUND support-closed');
  });

  test('run out, holds nobody in even before anything has noted it; then the log says so once', async () => {
    const { id } = await openToSupport(acme);
    await enterAs(olive, acme, reason);
    await expireSupport(acme.id, id);
    expect((await as(olive)).grant?.support).toBeDefined();
    await rows(
      `update support_access set created_at = created_at - interval '2 hours',
        expires_at = expires_at - interval '2 hours' where workspace_id = $1`,
    );
    expect((await as(olive)).grant).toBeNull();
    expect(await outcomeOf(enterSupport(await as(olive), { reason }))).toBe('NOT_FOUND support-closed');
    const { open, visits } = await getSupportAccess(await as(acme.owner), {});
    expect(open).toBeNull();
    expect(visits.items[0]?.endedAt).toBeInstanceOf(Date);
    await expireSupport(acme.id, id);
    await expireSupport(acme.id, id);
    expect(
      await rows(
        `select actor_kind::text, left_at <= entered_at as gone from audit_event e
          join support_visit v on v.workspace_id = e.workspace_id
          where e.workspace_id = $1 and action = 'support.expired'`,
      ),
    ).toEqual([{ actor_kind: 'system', gone: true }]);
    expect(await outcomeOf(openToSupport(acme))).toBe('done');
  });

  test('is written down as over by a job that waits until then', async () => {
    const { id } = await openToSupport(acme);
    expect(
      await rows(
        `select data, start_after > (select expires_at from support_access where workspace_id = $1) as afterwards
          from pgboss.job where name = 'expire-support' and data->>'workspaceId' = $1::text`,
      ),
    ).toEqual([{ data: { workspaceId: acme.id, accessId: id }, afterwards: true }]);
  });

  test('outlives a visit, which takes an hour at most and a reason each time', async () => {
    await openToSupport(acme);
    await enterAs(olive, acme, reason);
    await enterAs(olive, acme, 'Another reason to be there');
    expect(await rows('select reason from support_visit where workspace_id = $1')).toEqual([{ reason }]);
    await rows(
      `update support_visit set entered_at = entered_at - interval '2 hours',
        expires_at = expires_at - interval '2 hours' where workspace_id = $1`,
    );
    expect((await as(olive)).grant).toBeNull();
    await enterAs(olive, acme, 'Another reason to be there');
    expect((await as(olive)).grant?.support).toBeDefined();
  });
});

describe('support', () => {
  test('changes nothing by any command, also where anyone may, and takes no log away', async () => {
    await openToSupport(acme);
    await enterAs(olive, acme, reason);
    const ctx = await as(olive);
    const memberId = await memberIdOf(acme, acme.owner);
    const attempts = [
      createPost(ctx, { title: 'Mine', body: 'Words.', publish: true }),
      changeMemberRole(ctx, { memberId, role: 'member' }),
      joinAsGuest(ctx, {}),
      allowSupport(ctx, { duration: 'week', note: '' }),
      endSupport(ctx, {}),
      exportAuditEvents(ctx, {}),
    ];
    for (const attempt of attempts) expect(await outcomeOf(attempt)).toBe('FORBIDDEN support');
    expect(await outcomeOf(getSupportAccess(ctx, {}))).toBe('FORBIDDEN support');
  });

  test('even with a grant that is made up, is nobody to a command', async () => {
    await openToSupport(acme);
    await enterAs(olive, acme, reason);
    const honest = await as(olive);
    const forged = { ...honest, grant: (await as(acme.owner)).grant };
    expect(await outcomeOf(createPost(forged, { title: 'Mine', body: 'Words.', publish: true }))).toBe(
      'NOT_FOUND',
    );
  });

  test('is over for who is an operator no more', async () => {
    const former = await makeOperator(product);
    await openToSupport(acme);
    await enterAs(former, acme, reason);
    const stale = await as(former);
    await leaveSupport(stale, {});
    await product.database.observer.query('delete from operator where user_id = $1', [former.userId]);
    expect((await as(former)).grant).toBeNull();
    expect(await outcomeOf(enterSupport(stale, { reason }))).toBe('NOT_FOUND support-closed');
    expect(await outcomeOf(listOpenWorkspaces(await personContextFor(former), {}))).toBe('NOT_FOUND');
  });

  test('on the team is a member and no more', async () => {
    const both = await makeOperator(product, await makeMember(acme, 'member'));
    await openToSupport(acme);
    expect(await outcomeOf(enterSupport(await as(both), { reason }))).toBe('CONFLICT on-the-team');
    expect((await as(both)).grant).toMatchObject({ role: 'member' });
  });

  test('that is in when they join the team is a member from then on', async () => {
    const both = await makeOperator(product);
    await openToSupport(acme);
    await enterAs(both, acme, reason);
    await makeMember(acme, 'member', both);
    const { grant } = await as(both);
    expect(grant).toMatchObject({ role: 'member' });
    expect(grant?.support).toBeUndefined();
  });
});

describe('an operator', () => {
  test('finds the workspaces that let support in, and no other', async () => {
    const globex = await makeWorkspace();
    await openToSupport(acme, 'Please look');
    const list = async () => listOpenWorkspaces(await personContextFor(olive), {});
    const found = await list();
    expect(found.items.find(({ slug }) => slug === acme.slug)).toMatchObject({
      note: 'Please look',
      allowedBy: acme.owner.name,
      isInside: false,
    });
    expect(found.items.map(({ slug }) => slug)).not.toContain(globex.slug);
    await enterAs(olive, acme, reason);
    const inside = await list();
    expect(inside.items.find(({ slug }) => slug === acme.slug)).toMatchObject({ isInside: true });
    expect(inside.visits[0]).toMatchObject({ slug: acme.slug, reason, endedAt: null });
    await endSupport(await as(acme.owner), {});
    const after = await list();
    expect(after.items.map(({ slug }) => slug)).not.toContain(acme.slug);
    expect(after.visits[0]).toMatchObject({ slug: acme.slug, endedAt: expect.any(Date) });
    expect(await outcomeOf(listOpenWorkspaces(await personContextFor(acme.owner), {}))).toBe('NOT_FOUND');
  });

  test('reads how the platform is, from the database itself; to anybody else it is not there', async () => {
    await product.database.observer.query(
      `insert into pgboss.job (name, data, start_after, created_on)
        values ('mail', '{}', now() - interval '90 seconds', now() - interval '90 seconds')`,
    );
    await product.database.observer.query(
      `insert into pgboss.job (name, data, source_name, source_output)
        values ('dead-letter', '{}', 'sync-seats', '{"message": "Stripe said no"}')`,
    );
    const health = await getPlatformHealth(await personContextFor(olive), {});
    expect(health.database).toMatchObject({
      version: expect.stringMatching(/^\d+/),
      bytes: expect.any(Number),
    });
    const mail = health.queues.find(({ name }) => name === 'mail');
    expect(mail?.waiting).toBeGreaterThan(0);
    expect(mail?.oldestSeconds).toBeGreaterThanOrEqual(90);
    expect(health.queues[0]).toMatchObject({ name: 'sync-seats', failed: 1 });
    expect(health.failedJobs[0]).toMatchObject({ queue: 'sync-seats', message: 'Stripe said no' });
    expect(await outcomeOf(getPlatformHealth(await personContextFor(acme.owner), {}))).toBe('NOT_FOUND');
    expect(await outcomeOf(getPlatformHealth(await personContextFor(null), {}))).toBe('UNAUTHORIZED');
  });
});

describe('the database itself', () => {
  const visit = (accessId: string, operatorId: string) =>
    Prisma.sql`insert into support_visit (workspace_id, access_id, operator_user_id, operator_name, reason, expires_at)
      values (${acme.id}::uuid, ${accessId}::uuid, ${operatorId}::uuid, 'Somebody', 'Because', now() + interval '1 minute')`;

  test('lets only an operator enter, in their own name, by a consent that holds', async () => {
    const { id } = await openToSupport(acme);
    const stranger = await makeUser();
    const enter = (who: MadeUser, name: MadeUser) =>
      withWorkspace(acme.id, (tx) => rawQuery(tx, visit(id, name.userId)), { userId: who.userId });
    await expect(enter(stranger, stranger)).rejects.toThrow(/row-level security/);
    await expect(enter(stranger, olive)).rejects.toThrow(/row-level security/);
    await expect(enter(olive, stranger)).rejects.toThrow(/row-level security/);
    await endSupport(await as(acme.owner), {});
    await expect(enter(olive, olive)).rejects.toThrow(/row-level security/);
  });

  test('lets nobody make a consent longer, or rewrite or remove a visit', async () => {
    await openToSupport(acme);
    await enterAs(olive, acme, reason);
    for (const sql of [
      Prisma.sql`update support_access set expires_at = expires_at + interval '1 minute'`,
      Prisma.sql`update support_visit set reason = 'Nothing'`,
      Prisma.sql`delete from support_visit`,
      Prisma.sql`delete from support_access`,
    ])
      await expect(withWorkspace(acme.id, (tx) => rawQuery(tx, sql))).rejects.toThrow(/permission denied/);
  });

  test('shows consents across workspaces to an operator outside of them, and to nobody else', async () => {
    await openToSupport(acme);
    const seenBy = ({ userId }: MadeUser) => withUser({ userId }, (tx) => tx.supportAccess.count());
    expect(await seenBy(olive)).toBeGreaterThan(0);
    expect(await seenBy(acme.owner)).toBe(0);
    const globex = await makeWorkspace();
    const inside = withWorkspace(globex.id, (tx) => tx.supportAccess.count(), { userId: olive.userId });
    expect(await inside).toBe(0);
  });
});
