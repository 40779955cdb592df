import { prepareOwnershipOfferMail } from '@archipelago/core/mail/prepare-ownership-offer-mail';
import { changeMemberRole } from '@archipelago/core/members/change-member-role';
import { removeMember } from '@archipelago/core/members/remove-member';
import { acceptOwnership } from '@archipelago/core/ownership/accept-ownership';
import { declineOwnership } from '@archipelago/core/ownership/decline-ownership';
import { getOwnershipTransfer } from '@archipelago/core/ownership/get-ownership-transfer';
import { offerOwnership } from '@archipelago/core/ownership/offer-ownership';
import { withdrawOwnershipOffer } from '@archipelago/core/ownership/withdraw-ownership-offer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makeRole,
  makeTransfer,
  makeUser,
  makeWorkspace,
  memberIdOf,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let grace: MadeUser;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ name: 'Acme' });
  grace = await makeMember(acme, 'admin');
});

const as = (user: MadeUser) => contextFor(user, acme);

async function roles(): Promise<Record<string, string>> {
  const { rows } = await product.database.observer.query(
    'select user_id, role from member where workspace_id = $1',
    [acme.id],
  );
  return Object.fromEntries(rows.map(({ user_id, role }) => [user_id, role]));
}

async function offer(to: MadeUser): Promise<string> {
  return (await offerOwnership(await as(acme.owner), { memberId: await memberIdOf(acme, to) })).transferId;
}

describe('handing over', () => {
  test('makes the receiver an owner and the giver an admin, once the receiver confirms', async () => {
    const transferId = await offer(grace);
    expect(await roles()).toEqual({ [acme.owner.userId]: 'owner', [grace.userId]: 'admin' });
    expect((await as(grace)).ownershipOffer).toBe(transferId);
    expect((await as(acme.owner)).ownershipOffer).toBeNull();
    expect(await outcomeOf(acceptOwnership(await as(grace), { transferId }))).toBe('done');
    expect(await roles()).toEqual({ [acme.owner.userId]: 'admin', [grace.userId]: 'owner' });
    expect((await as(grace)).ownershipOffer).toBeNull();
    expect(await outcomeOf(acceptOwnership(await as(grace), { transferId }))).toBe('CONFLICT transfer-used');
    const { rows } = await product.database.observer.query(
      'select action, actor_id, target_name from audit_event where workspace_id = $1 order by created_at',
      [acme.id],
    );
    expect(rows).toEqual([
      { action: 'ownership.offered', actor_id: acme.owner.userId, target_name: grace.name },
      { action: 'ownership.transferred', actor_id: grace.userId, target_name: acme.owner.name },
    ]);
  });

  test('takes a custom role off the receiver', async () => {
    const role = await makeRole(acme, ['dashboard:view']);
    const ines = await makeMember(acme, 'member', undefined, { customRoleId: role.id });
    await acceptOwnership(await as(ines), { transferId: await offer(ines) });
    expect((await as(ines)).grant).toMatchObject({ role: 'owner', customRole: null });
  });

  test('the receiver gets a mail that names the giver and leads to the page; no mail once it is withdrawn', async () => {
    const transferId = await offer(grace);
    const { rows } = await product.database.observer.query(
      `select data from pgboss.job where name = 'mail' and data->>'workspaceId' = $1`,
      [acme.id],
    );
    expect(rows).toEqual([{ data: { message: 'ownership-offer', workspaceId: acme.id, transferId } }]);
    const mail = await prepareOwnershipOfferMail(acme.id, transferId);
    expect(mail).toMatchObject({ to: grace.email });
    expect(mail?.message.subject).toBe(`${acme.owner.name} offers you the ownership of Acme`);
    expect(mail?.message.text).toContain(`/dashboard/members/transfer?id=${transferId}`);
    await withdrawOwnershipOffer(await as(acme.owner), { transferId });
    expect(await prepareOwnershipOfferMail(acme.id, transferId)).toBeNull();
  });

  test('goes to the team only, and not to who has it', async () => {
    const guest = await makeMember(acme, 'guest');
    const second = await makeMember(acme, 'owner');
    const ctx = await as(acme.owner);
    const to = async (user: MadeUser) =>
      outcomeOf(offerOwnership(ctx, { memberId: await memberIdOf(acme, user) }));
    expect(await to(guest)).toBe('CONFLICT not-on-the-team');
    expect(await to(second)).toBe('CONFLICT already-owner');
    expect(await to(acme.owner)).toBe('CONFLICT already-owner');
    const globex = await makeWorkspace();
    const foreign = offerOwnership(ctx, { memberId: await memberIdOf(globex, globex.owner) });
    expect(await outcomeOf(foreign)).toBe('NOT_FOUND member-unknown');
  });

  test('one waits at a time, also when two are made at once; an expired one makes room', async () => {
    const other = await makeMember(acme, 'member');
    const outcomes = await Promise.all(
      [grace, other].map(async (user) =>
        outcomeOf(offerOwnership(await as(acme.owner), { memberId: await memberIdOf(acme, user) })),
      ),
    );
    expect(outcomes.sort()).toEqual(['CONFLICT transfer-open', 'done']);
    await product.database.observer.query(
      `update ownership_transfer set expires_at = now() - interval '1 second' where workspace_id = $1`,
      [acme.id],
    );
    expect(await offer(other)).toEqual(expect.any(String));
  });
});

describe('an offer of no use any more', () => {
  test('is refused with its reason', async () => {
    const past = new Date(Date.now() - 1000);
    const ctx = await as(grace);
    const expired = await makeTransfer(acme, grace, { expiresAt: past });
    expect(await outcomeOf(acceptOwnership(ctx, { transferId: expired.id }))).toBe('GONE transfer-expired');
    expect(ctx.ownershipOffer).toBeNull();
    await withdrawOwnershipOffer(await as(acme.owner), { transferId: await offer(grace) });
    const { transfer } = await getOwnershipTransfer(ctx, { transferId: expired.id });
    expect(transfer).toMatchObject({ isForYou: true, state: 'cancelled' });
    const withdrawn = await offer(grace);
    const owner = await as(acme.owner);
    await withdrawOwnershipOffer(owner, { transferId: withdrawn });
    expect(await outcomeOf(withdrawOwnershipOffer(owner, { transferId: withdrawn }))).toBe('done');
    for (const answer of [acceptOwnership, declineOwnership]) {
      expect(await outcomeOf(answer(ctx, { transferId: withdrawn }))).toBe('GONE transfer-cancelled');
    }
    const declined = await offer(grace);
    await declineOwnership(ctx, { transferId: declined });
    expect(await outcomeOf(acceptOwnership(ctx, { transferId: declined }))).toBe('GONE transfer-declined');
    expect(await roles()).toEqual({ [acme.owner.userId]: 'owner', [grace.userId]: 'admin' });
  });

  test('of another person, or of another workspace, is not there', async () => {
    const transferId = await offer(grace);
    const eve = await makeMember(acme, 'member');
    for (const person of [eve, acme.owner]) {
      for (const answer of [acceptOwnership, declineOwnership]) {
        expect(await outcomeOf(answer(await as(person), { transferId }))).toBe('NOT_FOUND transfer-unknown');
      }
    }
    expect(await getOwnershipTransfer(await as(eve), { transferId })).toEqual({
      transfer: null,
      candidates: [],
    });
    const globex = await makeWorkspace();
    await makeMember(globex, 'admin', grace);
    const elsewhere = await contextFor(grace, globex);
    expect(await outcomeOf(acceptOwnership(elsewhere, { transferId }))).toBe('NOT_FOUND transfer-unknown');
    const stranger = await contextFor(await makeUser(), acme);
    expect(await outcomeOf(acceptOwnership(stranger, { transferId }))).toBe('NOT_FOUND');
  });

  test('ends when its giver is no owner any more', async () => {
    const second = await makeMember(acme, 'owner');
    const transferId = await offer(grace);
    await changeMemberRole(await as(second), {
      memberId: await memberIdOf(acme, acme.owner),
      role: 'member',
    });
    expect(await outcomeOf(acceptOwnership(await as(grace), { transferId }))).toBe('GONE transfer-cancelled');
    expect((await roles())[grace.userId]).toBe('admin');
  });
});

test('accepting while it is withdrawn, or the receiver removed, ends in one of the two, in 6 races', async () => {
  for (let race = 0; race < 6; race += 1) {
    const receiver = await makeMember(acme, 'member');
    const transferId = await offer(receiver);
    const [owner, ctx, memberId] = [
      await as(acme.owner),
      await as(receiver),
      await memberIdOf(acme, receiver),
    ];
    const [accepted, other] = await Promise.all([
      outcomeOf(acceptOwnership(ctx, { transferId })),
      outcomeOf(
        race % 2 === 0 ? withdrawOwnershipOffer(owner, { transferId }) : removeMember(owner, { memberId }),
      ),
    ]);
    expect([accepted, other].filter((outcome) => outcome === 'done')).toHaveLength(1);
    const owners = Object.entries(await roles()).filter(([, role]) => role === 'owner');
    expect(owners.map(([userId]) => userId)).toEqual([
      accepted === 'done' ? receiver.userId : acme.owner.userId,
    ]);
    if (accepted === 'done') {
      const back = await as(receiver);
      await changeMemberRole(back, { memberId: await memberIdOf(acme, acme.owner), role: 'owner' });
      await changeMemberRole(back, { memberId, role: 'member' });
    }
  }
});
