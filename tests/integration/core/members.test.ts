import { writePerson } from '@archipelago/core/identity/write-person';
import { acceptInvitation } from '@archipelago/core/invitations/accept-invitation';
import { joinAsGuest } from '@archipelago/core/joining/join-as-guest';
import { blockGuest } from '@archipelago/core/members/block-guest';
import { changeMemberRole } from '@archipelago/core/members/change-member-role';
import { getMember } from '@archipelago/core/members/get-member';
import { leaveWorkspace } from '@archipelago/core/members/leave-workspace';
import { listGuests } from '@archipelago/core/members/list-guests';
import { listMembers } from '@archipelago/core/members/list-members';
import { removeMember } from '@archipelago/core/members/remove-member';
import { unblockGuest } from '@archipelago/core/members/unblock-guest';
import { listPosts } from '@archipelago/core/posts/list-posts';
import { listMyWorkspaces } from '@archipelago/core/workspaces/list-my-workspaces';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeInvitation,
  makeMember,
  makeRole,
  makeTransfer,
  makeWorkspace,
  memberIdOf,
  personContextFor,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let grace: MadeUser;
let alan: MadeUser;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace();
  grace = await makeMember(acme, 'admin');
  alan = await makeMember(acme, 'member');
});

const idOf = (user: MadeUser) => memberIdOf(acme, user);
const as = (user: MadeUser) => contextFor(user, acme);

async function roleOf(user: MadeUser): Promise<string | null> {
  const { rows } = await product.database.observer.query(
    `select coalesce(r.name, m.role::text) as role from member m left join custom_role r on r.id = m.custom_role_id
      where m.workspace_id = $1 and m.user_id = $2`,
    [acme.id, user.userId],
  );
  return rows[0]?.role ?? null;
}

async function change(by: MadeUser, of: MadeUser, role: string): Promise<string> {
  return outcomeOf(changeMemberRole(await as(by), { memberId: await idOf(of), role }));
}

async function jobs(): Promise<string[]> {
  const { rows } = await product.database.observer.query(
    `select name from pgboss.job where data->>'workspaceId' = $1
      and name in ('provision-workspace', 'sync-seats') order by name`,
    [acme.id],
  );
  return rows.map(({ name }) => name);
}

describe('changing a role', () => {
  test('takes effect, is recorded by name, and is mirrored to the identity provider', async () => {
    expect(await change(acme.owner, alan, 'admin')).toBe('done');
    expect(await roleOf(alan)).toBe('admin');
    const { rows } = await product.database.observer.query(
      'select action, target_name, changes from audit_event where workspace_id = $1',
      [acme.id],
    );
    expect(rows).toEqual([
      {
        action: 'member.role_changed',
        target_name: alan.name,
        changes: { role: { from: 'member', to: 'admin' } },
      },
    ]);
    expect(await jobs()).toEqual(['provision-workspace']);
  });

  test('to what it is already changes nothing', async () => {
    expect(await change(acme.owner, alan, 'member')).toBe('done');
    expect(await jobs()).toEqual([]);
  });

  test('an admin makes no owner, and neither changes nor removes one', async () => {
    expect(await change(grace, alan, 'owner')).toBe('FORBIDDEN beyond-your-role');
    expect(await change(grace, grace, 'owner')).toBe('FORBIDDEN beyond-your-role');
    expect(await change(grace, acme.owner, 'member')).toBe('FORBIDDEN beyond-your-role');
    expect(await outcomeOf(removeMember(await as(grace), { memberId: await idOf(acme.owner) }))).toBe(
      'FORBIDDEN beyond-your-role',
    );
    expect([await roleOf(alan), await roleOf(grace), await roleOf(acme.owner)]).toEqual([
      'member',
      'admin',
      'owner',
    ]);
  });

  test('an owner makes another owner, who can then make the first one an admin', async () => {
    expect(await change(acme.owner, alan, 'owner')).toBe('done');
    expect(await change(alan, acme.owner, 'admin')).toBe('done');
    expect(await roleOf(acme.owner)).toBe('admin');
  });

  test('the only owner stays one, and is told why', async () => {
    const ctx = await as(acme.owner);
    expect((await getMember(ctx, { memberId: await idOf(acme.owner) })).isOnlyOwner).toBe(true);
    const refused = changeMemberRole(ctx, { memberId: await idOf(acme.owner), role: 'admin' });
    await expect(refused).rejects.toMatchObject({
      code: 'CONFLICT',
      reason: 'last-owner',
      message: expect.stringContaining('Hand over ownership'),
    });
  });

  test('somebody may lower themselves and never raise themselves', async () => {
    expect(await change(grace, grace, 'member')).toBe('done');
    expect(await change(grace, grace, 'admin')).toBe('FORBIDDEN');
  });

  test('a guest is invited, not promoted', async () => {
    const joan = await makeMember(acme, 'guest');
    expect(await change(acme.owner, joan, 'member')).toBe('CONFLICT is-a-guest');
  });

  test('a role that is none, one of another workspace, and a member of another workspace are refused', async () => {
    const globex = await makeWorkspace();
    const theirs = await makeRole(globex, ['dashboard:view']);
    expect(await change(acme.owner, alan, theirs.id)).toBe('NOT_FOUND role-unknown');
    expect(await change(acme.owner, alan, 'guest')).toBe('BAD_REQUEST');
    expect(await change(acme.owner, alan, 'Owner')).toBe('BAD_REQUEST');
    const memberId = await memberIdOf(globex, globex.owner);
    const outcome = await outcomeOf(changeMemberRole(await as(acme.owner), { memberId, role: 'member' }));
    expect(outcome).toBe('NOT_FOUND member-unknown');
  });

  test('one that was changed while the request ran counts: a demoted admin changes nobody', async () => {
    const ctx = await as(grace);
    expect(await change(acme.owner, grace, 'member')).toBe('done');
    expect(await outcomeOf(changeMemberRole(ctx, { memberId: await idOf(alan), role: 'admin' }))).toBe(
      'FORBIDDEN',
    );
  });

  test('of two admins who demote each other at once one succeeds, in 4 races', async () => {
    for (let race = 0; race < 4; race += 1) {
      const [one, other] = [await makeMember(acme, 'admin'), await makeMember(acme, 'admin')];
      const outcomes = await Promise.all([change(one, other, 'member'), change(other, one, 'member')]);
      expect(outcomes.sort()).toEqual(['FORBIDDEN', 'done']);
      expect([await roleOf(one), await roleOf(other)].sort()).toEqual(['admin', 'member']);
    }
  });

  test('of two owners who step down at once one stays, and is told why, in 20 races', async () => {
    for (let race = 0; race < 20; race += 1) {
      const workspace = await makeWorkspace();
      const second = await makeMember(workspace, 'owner');
      const stepDown = async (user: MadeUser) => {
        const ctx = await contextFor(user, workspace);
        const memberId = await memberIdOf(workspace, user);
        return race % 2 === 0
          ? outcomeOf(changeMemberRole(ctx, { memberId, role: 'admin' }))
          : outcomeOf(leaveWorkspace(ctx, {}));
      };
      const outcomes = await Promise.all([stepDown(workspace.owner), stepDown(second)]);
      expect(outcomes.sort()).toEqual(['CONFLICT last-owner', 'done']);
    }
  });
});

describe('removing', () => {
  test('ends access at once, keeps what was written, frees the seat and tells the identity provider', async () => {
    await withWorkspace(acme.id, (tx) =>
      tx.post.create({
        data: {
          workspaceId: acme.id,
          authorUserId: alan.userId,
          slug: 'kept',
          title: 'Kept',
          body: 'Words.',
        },
      }),
    );
    const stale = await as(alan);
    const ctx = await as(grace);
    expect(await removeMember(ctx, { memberId: await idOf(alan) })).toMatchObject({ name: alan.name });
    expect(await roleOf(alan)).toBeNull();
    expect((await as(alan)).grant).toBeNull();
    expect(await outcomeOf(listPosts(await as(alan), {}))).toBe('NOT_FOUND');
    expect(await outcomeOf(changeMemberRole(stale, { memberId: await idOf(grace), role: 'member' }))).toBe(
      'FORBIDDEN',
    );
    expect((await listPosts(ctx, {})).items).toMatchObject([{ title: 'Kept', authorName: alan.name }]);
    expect(await jobs()).toEqual(['provision-workspace', 'sync-seats']);
  });

  test('oneself is refused: that is leaving', async () => {
    expect(await outcomeOf(removeMember(await as(grace), { memberId: await idOf(grace) }))).toBe(
      'CONFLICT is-yourself',
    );
  });

  test('twice finds nobody the second time', async () => {
    const ctx = await as(grace);
    const memberId = await idOf(alan);
    await removeMember(ctx, { memberId });
    expect(await outcomeOf(removeMember(ctx, { memberId }))).toBe('NOT_FOUND member-unknown');
  });

  test('withdraws the hand-over they were part of', async () => {
    const { id } = await makeTransfer(acme, alan);
    await removeMember(await as(acme.owner), { memberId: await idOf(alan) });
    const { rows } = await product.database.observer.query(
      'select cancelled_at from ownership_transfer where id = $1',
      [id],
    );
    expect(rows[0].cancelled_at).toBeInstanceOf(Date);
  });
});

describe('leaving', () => {
  test('is open to the team and to guests, and once is enough', async () => {
    const joan = await makeMember(acme, 'guest');
    for (const person of [alan, grace, joan]) {
      const ctx = await as(person);
      expect(await leaveWorkspace(ctx, {})).toEqual({ left: true });
      expect(await leaveWorkspace(ctx, {})).toEqual({ left: false });
      expect(await roleOf(person)).toBeNull();
    }
  });

  test('the only owner cannot, and is told why', async () => {
    expect(await outcomeOf(leaveWorkspace(await as(acme.owner), {}))).toBe('CONFLICT last-owner');
    await change(acme.owner, grace, 'owner');
    expect(await outcomeOf(leaveWorkspace(await as(acme.owner), {}))).toBe('done');
  });

  test('not even an owner who is alone: a workspace is deleted, not abandoned', async () => {
    const alone = await makeWorkspace();
    const ctx = await contextFor(alone.owner, alone);
    expect(await outcomeOf(leaveWorkspace(ctx, {}))).toBe('CONFLICT last-owner');
  });
});

describe('a blocked guest', () => {
  let joan: MadeUser;
  beforeEach(async () => {
    joan = await makeMember(acme, 'guest');
    await blockGuest(await as(grace), { memberId: await idOf(joan) });
  });

  test('holds nothing at once, cannot join again or leave to come back, and is told so', async () => {
    const ctx = await as(joan);
    expect(ctx).toMatchObject({ grant: null, blocked: true });
    expect(await outcomeOf(joinAsGuest(ctx, {}))).toBe('FORBIDDEN blocked');
    expect(await outcomeOf(leaveWorkspace(ctx, {}))).toBe('FORBIDDEN blocked');
    expect(await outcomeOf(removeMember(await as(grace), { memberId: await idOf(joan) }))).toBe(
      'CONFLICT is-blocked',
    );
    expect(await roleOf(joan)).toBe('guest');
    expect((await listMyWorkspaces(await personContextFor(joan), {})).items).toEqual([]);
  });

  test('does not come onto the team by an old invitation', async () => {
    const { token } = await makeInvitation(acme, { email: joan.email });
    expect(await outcomeOf(acceptInvitation(await as(joan), { token }))).not.toBe('done');
    expect(await roleOf(joan)).toBe('guest');
  });

  test('is a guest again once unblocked; blocking and unblocking twice are the same as once', async () => {
    const admin = await as(grace);
    const memberId = await idOf(joan);
    await blockGuest(admin, { memberId });
    await unblockGuest(admin, { memberId });
    await unblockGuest(admin, { memberId });
    expect(await as(joan)).toMatchObject({ grant: { role: 'guest' }, blocked: false });
    const { rows } = await product.database.observer.query(
      'select action from audit_event where workspace_id = $1 order by created_at',
      [acme.id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['member.blocked', 'member.unblocked']);
  });

  test('is listed under guests, and among the blocked ones', async () => {
    const free = await makeMember(acme, 'guest');
    const ctx = await as(alan);
    const listed = async (input: { show?: 'blocked' }) =>
      (await listGuests(ctx, input)).items.map(({ userId }) => userId).sort();
    expect(await listed({})).toEqual([joan.userId, free.userId].sort());
    expect(await listed({ show: 'blocked' })).toEqual([joan.userId]);
    expect(await listGuests(ctx, {})).toMatchObject({ guestCount: 2, blockedCount: 1 });
  });

  test('somebody on the team cannot be blocked', async () => {
    expect(await outcomeOf(blockGuest(await as(grace), { memberId: await idOf(alan) }))).toBe(
      'CONFLICT not-a-guest',
    );
  });
});

describe('the list', () => {
  test('has the team and no guests, with what each person holds', async () => {
    await makeMember(acme, 'guest');
    const role = await makeRole(acme, ['dashboard:view', 'billing:read'], { name: 'Bookkeeper' });
    const ines = await makeMember(acme, 'member', undefined, { customRoleId: role.id });
    const page = await listMembers(await as(alan), {});
    expect(page).toMatchObject({ teamCount: 4, customRoles: [role], nextCursor: null });
    expect(page.items.map(({ userId }) => userId)).toEqual(
      [ines, alan, grace, acme.owner].map(({ userId }) => userId),
    );
    expect(page.items[0]).toMatchObject({ role: 'member', customRole: role, joinedAt: expect.any(Date) });
    const withRole = async (wanted: string) =>
      (await listMembers(await as(alan), { role: wanted })).items.map(({ userId }) => userId);
    expect(await withRole(role.id)).toEqual([ines.userId]);
    expect(await withRole('member')).toEqual([alan.userId]);
    expect(await withRole('admin')).toEqual([grace.userId]);
  });

  test('finds a person by their new name as soon as the identity provider tells it, in every workspace', async () => {
    const globex = await makeWorkspace();
    await makeMember(globex, 'member', alan);
    await writePerson({ ...alan, name: 'Ålan Türing', imageUrl: null, hasSecondFactor: false });
    for (const workspace of [acme, globex]) {
      const ctx = await contextFor(workspace.owner, workspace);
      const found = async (search: string) => (await listMembers(ctx, { search })).items.length;
      expect([await found('türing'), await found('ÅLAN'), await found(alan.name)]).toEqual([1, 1, 0]);
    }
  });

  test('says when somebody was last seen, to five minutes, without waiting for a change under way', async () => {
    const seen = async () => (await getMember(await as(grace), { memberId: await idOf(alan) })).lastSeenAt;
    expect(await seen()).toBeNull();
    await as(alan);
    const first = await seen();
    expect(first).toBeInstanceOf(Date);
    await as(alan);
    expect(await seen()).toEqual(first);
    await product.database.observer.query(
      `update member set last_seen_at = now() - interval '6 minutes' where user_id = $1`,
      [alan.userId],
    );
    const earlier = await seen();
    await withWorkspace(acme.id, async (tx) => {
      await tx.$queryRaw`select 1 from member where user_id = ${alan.userId}::uuid for update`;
      await as(alan);
    });
    expect(await seen()).toEqual(earlier);
    await as(alan);
    expect((await seen())?.getTime()).toBeGreaterThan(earlier?.getTime() ?? 0);
  });

  test('a person of another workspace is not there', async () => {
    const globex = await makeWorkspace();
    const memberId = await memberIdOf(globex, globex.owner);
    expect(await outcomeOf(getMember(await as(acme.owner), { memberId }))).toBe('NOT_FOUND member-unknown');
  });
});
