import { acceptInvitation } from '@archipelago/core/invitations/accept-invitation';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { listInvitations } from '@archipelago/core/invitations/list-invitations';
import { readInvitation } from '@archipelago/core/invitations/read-invitation';
import { revokeInvitation } from '@archipelago/core/invitations/revoke-invitation';
import { joinAsGuest } from '@archipelago/core/joining/join-as-guest';
import { listGuests } from '@archipelago/core/members/list-guests';
import { listMembers } from '@archipelago/core/members/list-members';
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
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let alan: MadeUser;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace();
  alan = await makeUser();
});

async function rolesOf(user: MadeUser): Promise<string[]> {
  const { rows } = await product.database.observer.query(
    'select role from member where workspace_id = $1 and user_id = $2',
    [acme.id, user.userId],
  );
  return rows.map((row) => row.role);
}

describe('inviting', () => {
  test('writes the invitation, the audit row and the mail job together', async () => {
    const ctx = await contextFor(acme.owner, acme);
    const { invitationId } = await inviteMember(ctx, { email: ' Alan@Example.TEST ', role: 'admin' });
    const { items } = await listInvitations(ctx, {});
    expect(items).toMatchObject([
      { id: invitationId, email: 'alan@example.test', role: 'admin', state: 'open' },
    ]);
    const audit = await product.database.observer.query('select * from audit_event where workspace_id = $1', [
      acme.id,
    ]);
    expect(audit.rows).toMatchObject([
      {
        action: 'member.invited',
        target_name: 'alan@example.test',
        ip: '192.0.2.7',
        actor_id: acme.owner.userId,
      },
    ]);
    const jobs = await product.database.observer.query(
      `select data from pgboss.job where name = 'mail' and data->>'workspaceId' = $1`,
      [acme.id],
    );
    expect(jobs.rows).toEqual([{ data: { message: 'invitation', workspaceId: acme.id, invitationId } }]);
  });

  test('the same person twice is refused while the first invitation is open', async () => {
    const ctx = await contextFor(acme.owner, acme);
    const outcomes = await Promise.all(
      [1, 2].map(() => outcomeOf(inviteMember(ctx, { email: alan.email, role: 'member' }))),
    );
    expect(outcomes.sort()).toEqual(['CONFLICT already-invited', 'done']);
  });

  test('somebody on the team is refused; a guest of the site is not', async () => {
    const ctx = await contextFor(acme.owner, acme);
    const guest = await makeMember(acme, 'guest');
    expect(await outcomeOf(inviteMember(ctx, { email: acme.owner.email, role: 'member' }))).toBe(
      'CONFLICT already-member',
    );
    expect(await outcomeOf(inviteMember(ctx, { email: guest.email, role: 'member' }))).toBe('done');
  });

  test('an expired or revoked invitation does not stand in the way of a new one', async () => {
    const ctx = await contextFor(acme.owner, acme);
    await makeInvitation(acme, { email: alan.email, expiresAt: new Date(Date.now() - 1000) });
    const { invitationId } = await inviteMember(ctx, { email: alan.email, role: 'member' });
    await revokeInvitation(ctx, { invitationId });
    expect(await outcomeOf(inviteMember(ctx, { email: alan.email, role: 'member' }))).toBe('done');
  });

  test('the last seat is given once, to whoever of many asks first', async () => {
    await makeMember(acme, 'admin');
    const ctx = await contextFor(acme.owner, acme);
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        outcomeOf(inviteMember(ctx, { email: `person-${n}@example.test`, role: 'member' })),
      ),
    );
    expect(outcomes.sort()).toEqual([
      'PAYMENT_REQUIRED seats',
      'PAYMENT_REQUIRED seats',
      'PAYMENT_REQUIRED seats',
      'done',
    ]);
  });

  test('a larger plan has more seats, and revoking frees one', async () => {
    const pro = await makeWorkspace({ plan: 'pro' });
    const ctx = await contextFor(pro.owner, pro);
    for (let n = 0; n < 5; n += 1)
      await inviteMember(ctx, { email: `person-${n}@example.test`, role: 'member' });
    expect((await listInvitations(ctx, {})).items).toHaveLength(5);
  });

  test('ownership cannot be sent by mail', async () => {
    const ctx = await contextFor(acme.owner, acme);
    const input = { email: alan.email, role: 'owner' as 'admin' };
    expect(await outcomeOf(inviteMember(ctx, input))).toBe('BAD_REQUEST');
  });
});

describe('accepting', () => {
  test('makes a member, once, with the invited role', async () => {
    const { token } = await makeInvitation(acme, { email: alan.email, role: 'admin' });
    const result = await acceptInvitation(await contextFor(alan, acme), { token });
    expect(result).toEqual({ slug: acme.slug, role: 'admin' });
    expect(await rolesOf(alan)).toEqual(['admin']);
    expect(await outcomeOf(acceptInvitation(await contextFor(alan, acme), { token }))).toBe(
      'CONFLICT invitation-used',
    );
  });

  test('many times at once is the same as once', async () => {
    const { token } = await makeInvitation(acme, { email: alan.email });
    const ctx = await contextFor(alan, acme);
    const outcomes = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() => outcomeOf(acceptInvitation(ctx, { token }))),
    );
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['done', 'CONFLICT invitation-used']));
    expect(await rolesOf(alan)).toEqual(['member']);
  });

  test('many times at once by a guest promotes them once', async () => {
    await makeMember(acme, 'guest', alan);
    const { token } = await makeInvitation(acme, { email: alan.email });
    const ctx = await contextFor(alan, acme);
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => outcomeOf(acceptInvitation(ctx, { token }))));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(await rolesOf(alan)).toEqual(['member']);
  });

  test('another person with the link is refused, and the invitation stays open', async () => {
    const { token } = await makeInvitation(acme, { email: alan.email });
    const eve = await makeUser();
    expect(await outcomeOf(acceptInvitation(await contextFor(eve, acme), { token }))).toBe(
      'FORBIDDEN invitation-for-another-address',
    );
    expect(await rolesOf(eve)).toEqual([]);
    expect(await outcomeOf(acceptInvitation(await contextFor(alan, acme), { token }))).toBe('done');
  });

  test('a person without a verified address is refused', async () => {
    const { token } = await makeInvitation(acme, { email: alan.email });
    const unverified = await makeUser({ email: '' });
    expect(await outcomeOf(acceptInvitation(await contextFor(unverified, acme), { token }))).toBe(
      'FORBIDDEN invitation-for-another-address',
    );
  });

  test.each([
    ['expired', { expiresAt: new Date(Date.now() - 1000) }, 'GONE invitation-expired'],
    ['revoked', { revokedAt: new Date() }, 'GONE invitation-revoked'],
  ])('an invitation that is %s is refused', async (_, over, outcome) => {
    const { token } = await makeInvitation(acme, { email: alan.email, ...over });
    expect(await outcomeOf(acceptInvitation(await contextFor(alan, acme), { token }))).toBe(outcome);
    expect(await rolesOf(alan)).toEqual([]);
  });

  test('a made-up token, and one of another workspace, are refused alike', async () => {
    const globex = await makeWorkspace();
    const { token } = await makeInvitation(globex, { email: alan.email });
    const ctx = await contextFor(alan, acme);
    for (const tried of ['', 'x'.repeat(43), token]) {
      expect(await outcomeOf(acceptInvitation(ctx, { token: tried }))).toBe('NOT_FOUND invitation-unknown');
    }
  });

  test('an owner who opens an invitation keeps their place', async () => {
    const { token } = await makeInvitation(acme, { email: acme.owner.email, role: 'member' });
    expect(await outcomeOf(acceptInvitation(await contextFor(acme.owner, acme), { token }))).toBe(
      'CONFLICT already-member',
    );
    expect(await rolesOf(acme.owner)).toEqual(['owner']);
  });

  test('accepting while it is revoked ends in one of the two, never both', async () => {
    for (let round = 0; round < 5; round += 1) {
      const person = await makeUser();
      const { id, token } = await makeInvitation(acme, { email: person.email });
      const [accepted, revoked] = await Promise.all([
        contextFor(person, acme).then((ctx) => outcomeOf(acceptInvitation(ctx, { token }))),
        contextFor(acme.owner, acme).then((ctx) => outcomeOf(revokeInvitation(ctx, { invitationId: id }))),
      ]);
      expect([`${accepted}|${revoked}`]).toEqual([
        accepted === 'done' ? 'done|CONFLICT invitation-used' : 'GONE invitation-revoked|done',
      ]);
      expect(await rolesOf(person)).toHaveLength(accepted === 'done' ? 1 : 0);
      await product.database.observer.query(
        `delete from member where workspace_id = $1 and role <> 'owner'`,
        [acme.id],
      );
    }
  });
});

describe('the landing page', () => {
  test('tells whoever holds the link what it is for, and not whose address it is', async () => {
    const { token, email } = await makeInvitation(acme, { email: alan.email });
    const anonymous = await readInvitation(await contextFor(null, acme), { token });
    expect(anonymous).toMatchObject({
      workspace: { name: acme.name, slug: acme.slug },
      inviterName: acme.owner.name,
      role: 'member',
      state: 'open',
      isForYou: null,
    });
    expect(JSON.stringify(anonymous)).not.toContain(email);
    expect(anonymous.emailHint).toBe('p…@example.test');
    expect((await readInvitation(await contextFor(alan, acme), { token })).isForYou).toBe(true);
    expect((await readInvitation(await contextFor(acme.owner, acme), { token })).isForYou).toBe(false);
  });

  test('says when the link is of no use any more', async () => {
    const ctx = await contextFor(null, acme);
    const expired = await makeInvitation(acme, { expiresAt: new Date(Date.now() - 1000) });
    const revoked = await makeInvitation(acme, { revokedAt: new Date() });
    expect((await readInvitation(ctx, { token: expired.token })).state).toBe('expired');
    expect((await readInvitation(ctx, { token: revoked.token })).state).toBe('revoked');
  });
});

describe('guests', () => {
  test('joining twice, also at once, is the same as once, and lowers nobody', async () => {
    const ctx = await contextFor(alan, acme);
    const results = await Promise.all([1, 2, 3].map(() => joinAsGuest(ctx, {})));
    expect(results.filter(({ joined }) => joined)).toHaveLength(1);
    expect(await rolesOf(alan)).toEqual(['guest']);
    await joinAsGuest(await contextFor(acme.owner, acme), {});
    expect(await rolesOf(acme.owner)).toEqual(['owner']);
  });

  test('members are found by a part of the name or address, taken literally, and by role', async () => {
    await makeMember(acme, 'guest', await makeUser({ name: '100% Ada_L', email: 'ada.l@example.test' }));
    const ctx = await contextFor(acme.owner, acme);
    const found = async (input: { search?: string }) =>
      [...(await listMembers(ctx, input)).items, ...(await listGuests(ctx, input)).items].map(
        (member) => member.role,
      );
    expect(await found({})).toHaveLength(2);
    expect(await found({ search: 'ada_l' })).toEqual(['guest']);
    expect(await found({ search: '0% a' })).toEqual(['guest']);
    expect(await found({ search: '%' })).toEqual(['guest']);
    expect(await found({ search: 'ADA.L@' })).toEqual(['guest']);
    expect((await listMembers(ctx, { role: 'owner' })).items).toMatchObject([{ role: 'owner' }]);
  });
});
