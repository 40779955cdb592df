import { randomUUID } from 'node:crypto';
import { withUser } from '@archipelago/db/with-user';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connected, type TestDatabase, testDatabase } from '../../support/database.ts';
import { makeWorkspace } from './make-workspace.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await connected(await testDatabase(), { maxConnections: 10 });
});

afterAll(() => database.stop());

async function workspaceWithTwoOwners() {
  const [workspace, { ownerId: secondOwnerId }] = await Promise.all([makeWorkspace(), makeWorkspace()]);
  await withWorkspace(workspace.id, (tx) =>
    tx.member.create({ data: { workspaceId: workspace.id, userId: secondOwnerId, role: 'owner' } }),
  );
  return { id: workspace.id, owners: [workspace.ownerId, secondOwnerId] };
}

describe('a workspace with members always has an owner', () => {
  test('the last owner cannot be demoted, nor removed while others are members', async () => {
    const { id, owners } = await workspaceWithTwoOwners();
    const [first, second] = owners;
    await withWorkspace(id, (tx) =>
      tx.member.updateMany({ where: { userId: second }, data: { role: 'member' } }),
    );
    const demoted = withWorkspace(id, (tx) =>
      tx.member.updateMany({ where: { userId: first }, data: { role: 'admin' } }),
    );
    await expect(demoted).rejects.toThrow('member_workspace_has_owner');
    const removed = withWorkspace(id, (tx) => tx.member.deleteMany({ where: { userId: first } }));
    await expect(removed).rejects.toThrow('member_workspace_has_owner');
  });

  test('the first member is an owner', async () => {
    const { ownerId } = await makeWorkspace();
    const id = randomUUID();
    const created = withWorkspace(id, async (tx) => {
      await tx.workspace.create({ data: { id, slug: `w-${id.slice(0, 13)}`, name: 'Ownerless' } });
      await tx.member.create({ data: { workspaceId: id, userId: ownerId, role: 'admin' } });
    });
    await expect(created).rejects.toThrow('member_workspace_has_owner');
  });

  const races = 1_000;
  const atOnce = 4;

  test(`two owners who leave at the same moment cannot both succeed, in ${races} races`, async () => {
    let started = 0;
    const ends: string[] = [];
    const raceOn = async () => {
      const { id, ownersLeft, outcomes, restore } = await race();
      for (let round = started++; round < races; round = started++) {
        const statuses = await outcomes(round);
        ends.push(`${await ownersLeft()} left: ${statuses}`);
        await restore();
      }
      return id;
    };
    await Promise.all(Array.from({ length: atOnce }, raceOn));
    expect(ends).toHaveLength(races);
    expect([...new Set(ends)]).toEqual(['1 left: fulfilled,rejected']);
  }, 120_000);

  /** One workspace with two owners and a guest, for one race after the other. */
  async function race() {
    const { id, owners } = await workspaceWithTwoOwners();
    const guest = await makeWorkspace();
    const workspaceId = id;
    await withWorkspace(id, (tx) =>
      tx.member.create({ data: { workspaceId, userId: guest.ownerId, role: 'guest' } }),
    );
    return {
      id,
      outcomes: async (round: number) => {
        const settled = await Promise.allSettled(
          owners.map((userId, position) =>
            withWorkspace(id, (tx) =>
              (round + position) % 2 === 0
                ? tx.member.deleteMany({ where: { userId } })
                : tx.member.updateMany({ where: { userId }, data: { role: 'member' } }),
            ),
          ),
        );
        return settled.map(({ status }) => status).sort();
      },
      ownersLeft: () => withWorkspace(id, (tx) => tx.member.count({ where: { role: 'owner' } })),
      restore: () =>
        withWorkspace(id, async (tx) => {
          const data = owners.map((userId) => ({ workspaceId, userId, role: 'owner' as const }));
          await tx.member.createMany({ data, skipDuplicates: true });
          await tx.member.updateMany({ where: { userId: { in: owners } }, data: { role: 'owner' } });
        }),
    };
  }
});

describe('an invitation', () => {
  const invitation = (workspaceId: string, invitedByUserId: string) => ({
    workspaceId,
    invitedByUserId,
    email: 'same@invited.test',
    role: 'member' as const,
    tokenHash: randomUUID(),
    expiresAt: new Date('2027-01-01T00:00:00Z'),
  });

  test('is open once for an address, also when two invite at the same moment', async () => {
    const { id, ownerId } = await makeWorkspace();
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => withWorkspace(id, (tx) => tx.invitation.create({ data: invitation(id, ownerId) }))),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('can follow one that was revoked', async () => {
    const { id, ownerId } = await makeWorkspace();
    await withWorkspace(id, async (tx) => {
      const revokedAt = new Date();
      await tx.invitation.create({ data: { ...invitation(id, ownerId), revokedAt } });
      await tx.invitation.create({ data: invitation(id, ownerId) });
    });
  });

  test('never makes an owner', async () => {
    const { id, ownerId } = await makeWorkspace();
    const data = { ...invitation(id, ownerId), role: 'owner' as const };
    await expect(withWorkspace(id, (tx) => tx.invitation.create({ data }))).rejects.toThrow(
      'invitation_never_makes_an_owner',
    );
  });
});

describe('malformed values are refused by the database itself', () => {
  test.each(['Acme', 'a b', '-acme', 'acme-', '', 'a'.repeat(64), 'acme.evil'])(
    'the address "%s"',
    async (slug) => {
      const id = randomUUID();
      const created = withWorkspace(id, (tx) =>
        tx.workspace.create({ data: { id, slug, name: 'Workspace' } }),
      );
      await expect(created).rejects.toThrow('workspace_slug_is_a_host_label');
    },
  );

  test.each(['red', '#12345', 'url(x)', '#1234567'])('the colour "%s"', async (accent) => {
    const { id } = await makeWorkspace();
    const changed = withWorkspace(id, (tx) => tx.workspace.updateMany({ where: { id }, data: { accent } }));
    await expect(changed).rejects.toThrow('workspace_accent_is_a_colour');
  });

  test('an address of a person in upper case', async () => {
    const clerkUserId = `user_${randomUUID()}`;
    const created = withUser({ clerkUserId }, (tx) =>
      tx.user.create({ data: { clerkUserId, email: 'Ada@acme.test', name: 'Ada' } }),
    );
    await expect(created).rejects.toThrow('user_email_is_lower_case');
  });
});
