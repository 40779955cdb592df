import { acceptInvitation } from '@archipelago/core/invitations/accept-invitation';
import { invitationToken } from '@archipelago/core/invitations/invitation-token';
import { invitePeople } from '@archipelago/core/invitations/invite-people';
import { listInvitations } from '@archipelago/core/invitations/list-invitations';
import { readInvitation } from '@archipelago/core/invitations/read-invitation';
import { readSeats } from '@archipelago/core/invitations/read-seats';
import { resendInvitation } from '@archipelago/core/invitations/resend-invitation';
import { revokeInvitation } from '@archipelago/core/invitations/revoke-invitation';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeInvitation,
  makeMember,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { unique } from '../../support/own-database.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let pro: MadeWorkspace;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  pro = await makeWorkspace({ plan: 'pro' });
});

const fresh = (count: number) => Array.from({ length: count }, () => `${unique('p-')}@example.test`);

async function query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await product.database.observer.query(sql, values)).rows as Row[];
}

async function inDatabase(workspaceId: string) {
  const [row] = await query<{ invitations: number; events: number; mails: number; seats: number }>(
    `select (select count(*)::int from invitation where workspace_id = $1) as invitations,
      (select count(*)::int from audit_event where workspace_id = $1 and action = 'member.invited') as events,
      (select count(*)::int from pgboss.job where name = 'mail' and data->>'workspaceId' = $1::text) as mails,
      (select count(*)::int from member where workspace_id = $1 and role <> 'guest')
        + (select count(*)::int from invitation where workspace_id = $1 and accepted_at is null
            and revoked_at is null and expires_at > now()) as seats`,
    [workspaceId],
  );
  if (!row) throw new Error('The count answered no row.');
  return row;
}

const statesOf = (result: { lines: { state: string }[] }) => result.lines.map(({ state }) => state);

describe('inviting a list', () => {
  test('every line has an outcome of its own, and none holds up the rest', async () => {
    const ctx = await contextFor(pro.owner, pro);
    const admin = await makeMember(pro, 'admin');
    const guest = await makeMember(pro, 'guest');
    const blocked = await makeMember(pro, 'guest');
    await product.database.observer.query('update member set blocked_at = now() where user_id = $1', [
      blocked.userId,
    ]);
    const open = await makeInvitation(pro);
    const expired = await makeInvitation(pro, { expiresAt: new Date(Date.now() - 1000) });
    const [one = ''] = fresh(1);
    const { lines, repeated } = await invitePeople(ctx, {
      addresses: `One <${one.toUpperCase()}>, ${admin.email}; ${guest.email}\nlena@acme\n${open.email} ${expired.email}\n${blocked.email}, ${one}`,
      role: 'member',
    });
    expect(lines).toMatchObject([
      { typed: `One <${one.toUpperCase()}>`, email: one, state: 'invited' },
      { email: admin.email, state: 'on-the-team', role: 'admin' },
      { email: guest.email, state: 'invited' },
      { typed: 'lena@acme', state: 'not-an-address', problem: expect.stringContaining('acme') },
      { email: open.email, state: 'already-invited', invitationId: open.id },
      { email: expired.email, state: 'invited' },
      { email: blocked.email, state: 'blocked' },
    ]);
    expect(repeated).toBe(1);
    expect(await inDatabase(pro.id)).toMatchObject({ invitations: 5, events: 3, mails: 3 });
  });

  test('a hundred cost as many statements as two', async () => {
    const ctx = await contextFor(pro.owner, pro);
    const business = await makeWorkspace({ plan: 'business' });
    const many = await contextFor(business.owner, business);
    const cost = async (run: () => Promise<unknown>) => {
      const before = await product.statements();
      await run();
      return (await product.statements()) - before;
    };
    const two = await cost(() => invitePeople(ctx, { addresses: fresh(2).join('\n'), role: 'member' }));
    const hundred = await cost(() =>
      invitePeople(many, { addresses: fresh(100).join(', '), role: 'member' }),
    );
    expect(hundred).toBe(two);
    expect(await inDatabase(business.id)).toMatchObject({ invitations: 100, events: 100, mails: 100 });
  });

  test('a list that is empty or too long is refused whole, and says the number', async () => {
    const ctx = await contextFor(pro.owner, pro);
    for (const addresses of [' ,;\n ', fresh(101).join('\n'), 'x'.repeat(40_001)]) {
      await expect(invitePeople(ctx, { addresses, role: 'member' })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        fields: { addresses: expect.any(String) },
      });
    }
    expect(await inDatabase(pro.id)).toMatchObject({ invitations: 0, mails: 0 });
  });

  test('when seats run out the first in the list have them, and the rest is told so', async () => {
    const free = await makeWorkspace();
    const ctx = await contextFor(free.owner, free);
    const result = await invitePeople(ctx, { addresses: fresh(4).join('\n'), role: 'member' });
    expect(statesOf(result)).toEqual(['invited', 'invited', 'no-seat', 'no-seat']);
    expect(await readSeats(ctx, {})).toMatchObject({ used: 3, team: 1 });
  });

  test('sent twice, also at once, it invites once and mails once', async () => {
    const ctx = await contextFor(pro.owner, pro);
    const input = { addresses: fresh(5).join('\n'), role: 'member' as const };
    const results = await Promise.all([invitePeople(ctx, input), invitePeople(ctx, input)]);
    const states = results.map((result) => [...new Set(statesOf(result))].join()).sort();
    expect(states).toEqual(['already-invited', 'invited']);
    expect(await inDatabase(pro.id)).toMatchObject({ invitations: 5, events: 5, mails: 5 });
  });

  test('nobody is flooded by being invited and revoked over and over', async () => {
    const ctx = await contextFor(pro.owner, pro);
    const [email = ''] = fresh(1);
    const states: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const { lines } = await invitePeople(ctx, { addresses: email, role: 'member' });
      states.push(lines[0]?.state ?? '');
      if (lines[0]?.state === 'invited') await revokeInvitation(ctx, { invitationId: lines[0].invitationId });
    }
    expect(states).toEqual([...Array(5).fill('invited'), 'too-often']);
  });

  test('who may do less than an admin makes no admin', async () => {
    const person = await makeMember(pro, 'member');
    await query(
      `with made as (insert into custom_role (workspace_id, name, permissions)
          values ($1, 'Recruiter', '{members:read,members:invite}') returning id)
        update member set custom_role_id = made.id from made where workspace_id = $1 and user_id = $2`,
      [pro.id, person.userId],
    );
    const ctx = await contextFor(person, pro);
    const [email = ''] = fresh(1);
    expect(await outcomeOf(invitePeople(ctx, { addresses: email, role: 'admin' }))).toBe(
      'FORBIDDEN larger-role',
    );
    expect(statesOf(await invitePeople(ctx, { addresses: email, role: 'member' }))).toEqual(['invited']);
    const { id } = await makeInvitation(pro, { role: 'admin' });
    await query(`update invitation set created_at = now() - interval '1 hour' where id = $1`, [id]);
    expect(await outcomeOf(resendInvitation(ctx, { invitationId: id }))).toBe('FORBIDDEN larger-role');
  });
});

describe('races', () => {
  test('over 1,000 parallel calls no workspace ever has more seats taken than its plan has', {
    timeout: 240_000,
  }, async () => {
    // One person's own calls wait for each other anyway: their member row is locked.
    const admins = await Promise.all([1, 2, 3, 4].map(() => makeUser()));
    for (let round = 0; round < 100; round += 1) {
      const full = await makeWorkspace({ owner: pro.owner, plan: 'pro' });
      for (const admin of admins) await makeMember(full, 'admin', admin);
      await query(
        `insert into invitation (workspace_id, email, role, token_hash, invited_by_user_id, expires_at)
          select $1, 'taken-' || n || '@example.test', 'member', 'taken' || n, $2, now() + interval '1 day'
          from generate_series(1, 43) as n`,
        [full.id, pro.owner.userId],
      );
      const contexts = await Promise.all([pro.owner, ...admins].map((user) => contextFor(user, full)));
      const results = await Promise.all(
        [...contexts, ...contexts].map((ctx) =>
          invitePeople(ctx, { addresses: fresh(1 + (round % 2)).join(), role: 'member' }),
        ),
      );
      expect(results.flatMap(statesOf).filter((state) => state === 'invited')).toHaveLength(2);
      expect((await inDatabase(full.id)).seats).toBe(50);
    }
  });

  test('over 1,000 parallel acceptances every invitation makes exactly one member', {
    timeout: 240_000,
  }, async () => {
    const business = await makeWorkspace({ plan: 'business' });
    for (let round = 0; round < 250; round += 1) {
      const person = round % 2 ? await makeUser() : await makeMember(business, 'guest');
      const { token } = await makeInvitation(business, { email: person.email });
      const ctx = await contextFor(person, business);
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => outcomeOf(acceptInvitation(ctx, { token }))));
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'CONFLICT invitation-used')).toHaveLength(3);
    }
    const [row] = await query<{ team: number; people: number }>(
      `select count(*)::int as team, count(distinct user_id)::int as people
          from member where workspace_id = $1 and role = 'member'`,
      [business.id],
    );
    expect(row).toEqual({ team: 250, people: 250 });
  });
});

describe('sending again', () => {
  async function aged(workspace: MadeWorkspace, over: { expiresAt?: Date; revokedAt?: Date } = {}) {
    return makeInvitation(workspace, { ...over, createdAt: new Date(Date.now() - 8 * 86_400_000) });
  }

  test('prolongs an expired invitation, keeps its link, and mails it once more', async () => {
    const alan = await makeUser();
    const ctx = await contextFor(pro.owner, pro);
    const { id, token } = await makeInvitation(pro, {
      email: alan.email,
      expiresAt: new Date(Date.now() - 1000),
    });
    await query(`update invitation set created_at = now() - interval '8 days' where id = $1`, [id]);
    const { expiresAt } = await resendInvitation(ctx, { invitationId: id });
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 6.9 * 86_400_000);
    expect(await inDatabase(pro.id)).toMatchObject({ invitations: 1, mails: 1 });
    expect(invitationToken(pro.id, id)).toBe(token);
    expect(await outcomeOf(acceptInvitation(await contextFor(alan, pro), { token }))).toBe('done');
  });

  test('is refused while the last mail is fresh, and says how long to wait', async () => {
    const ctx = await contextFor(pro.owner, pro);
    const { id } = await aged(pro);
    await resendInvitation(ctx, { invitationId: id });
    await expect(resendInvitation(ctx, { invitationId: id })).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      reason: 'sent-recently',
      retryAfterSeconds: expect.any(Number),
      message: expect.stringContaining('10 more minutes'),
    });
    expect((await inDatabase(pro.id)).mails).toBe(1);
  });

  test('many times at once is the same as once', async () => {
    const ctx = await contextFor(pro.owner, pro);
    const { id } = await aged(pro);
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => outcomeOf(resendInvitation(ctx, { invitationId: id }))),
    );
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect((await inDatabase(pro.id)).mails).toBe(1);
  });

  test('an expired one needs a seat again', async () => {
    const free = await makeWorkspace();
    const ctx = await contextFor(free.owner, free);
    const { id } = await aged(free, { expiresAt: new Date(Date.now() - 1000) });
    await invitePeople(ctx, { addresses: fresh(2).join(), role: 'member' });
    expect(await outcomeOf(resendInvitation(ctx, { invitationId: id }))).toBe('PAYMENT_REQUIRED seats');
  });

  test('one that was revoked or accepted, or is another workspace’s, is not sent', async () => {
    const ctx = await contextFor(pro.owner, pro);
    const globex = await makeWorkspace();
    const revoked = await aged(pro, { revokedAt: new Date() });
    const accepted = await aged(pro);
    await query('update invitation set accepted_at = now() where id = $1', [accepted.id]);
    const foreign = await aged(globex);
    const outcomes = await Promise.all(
      [revoked, accepted, foreign].map(({ id }) => outcomeOf(resendInvitation(ctx, { invitationId: id }))),
    );
    expect(outcomes).toEqual(['GONE invitation-revoked', 'CONFLICT invitation-used', 'NOT_FOUND']);
  });
});

describe('the list', () => {
  test('is filtered by state and by a part of the address', async () => {
    const ctx = await contextFor(pro.owner, pro);
    const open = await makeInvitation(pro, { email: 'open_1@example.test' });
    const expired = await makeInvitation(pro, { expiresAt: new Date(Date.now() - 1000) });
    const revoked = await makeInvitation(pro, { revokedAt: new Date() });
    const accepted = await makeInvitation(pro);
    await query('update invitation set accepted_at = now() where id = $1', [accepted.id]);
    const ids = async (input: Parameters<typeof listInvitations>[1]) =>
      (await listInvitations(ctx, input)).items.map(({ id }) => id).sort();
    expect(await ids({})).toEqual([open.id, expired.id].sort());
    for (const [state, { id }] of Object.entries({ open, expired, revoked, accepted }))
      expect(await ids({ state: state as 'open' })).toEqual([id]);
    expect(await ids({ state: 'all' })).toHaveLength(4);
    expect(await ids({ search: 'N_1' })).toEqual([open.id]);
    expect(await ids({ search: '%' })).toEqual([]);
  });

  test('gives the link of an open invitation to who may invite, and to nobody else', async () => {
    const { token } = await makeInvitation(pro);
    const member = await makeMember(pro, 'member');
    const links = async (user: MadeUser) =>
      (await listInvitations(await contextFor(user, pro), {})).items.map(({ link }) => link);
    expect(await links(pro.owner)).toEqual([expect.stringContaining(token)]);
    expect(await links(member)).toEqual([null]);
  });

  test('the page after the first goes on where it ended', async () => {
    const business = await makeWorkspace({ plan: 'business' });
    const ctx = await contextFor(business.owner, business);
    await invitePeople(ctx, { addresses: fresh(60).join(), role: 'member' });
    const first = await listInvitations(ctx, { state: 'open' });
    const second = await listInvitations(ctx, { state: 'open', cursor: first.nextCursor ?? '' });
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([50, 10, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(60);
  });
});

describe('what keeps somebody from accepting', () => {
  test('somebody blocked is told so, and stays blocked', async () => {
    const joan = await makeMember(pro, 'guest');
    await query('update member set blocked_at = now() where user_id = $1', [joan.userId]);
    const { token } = await makeInvitation(pro, { email: joan.email });
    const ctx = await contextFor(joan, pro);
    expect((await readInvitation(ctx, { token })).obstacle).toBe('blocked');
    expect(await outcomeOf(acceptInvitation(ctx, { token }))).toBe('FORBIDDEN blocked');
    expect((await readInvitation(await contextFor(null, pro), { token })).obstacle).toBeNull();
  });

  test('without a seat the invitation stays open', async () => {
    const free = await makeWorkspace();
    const alan = await makeUser();
    const { token } = await makeInvitation(free, { email: alan.email });
    await makeMember(free, 'member');
    const third = await makeMember(free, 'admin');
    const ctx = await contextFor(alan, free);
    expect((await readInvitation(ctx, { token })).obstacle).toBe('no-seat');
    expect(await outcomeOf(acceptInvitation(ctx, { token }))).toBe('PAYMENT_REQUIRED no-seat');
    await query('delete from member where user_id = $1', [third.userId]);
    expect((await readInvitation(ctx, { token })).obstacle).toBeNull();
    expect(await outcomeOf(acceptInvitation(ctx, { token }))).toBe('done');
  });
});
