import { acceptInvitation } from '@archipelago/core/invitations/accept-invitation';
import { invitationToken } from '@archipelago/core/invitations/invitation-token';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { invitePeople } from '@archipelago/core/invitations/invite-people';
import { listInvitations } from '@archipelago/core/invitations/list-invitations';
import { readInvitation } from '@archipelago/core/invitations/read-invitation';
import { resendInvitation } from '@archipelago/core/invitations/resend-invitation';
import { joinTeam } from '@archipelago/core/joining/join-team';
import { setJoining } from '@archipelago/core/joining/set-joining';
import { deleteRole } from '@archipelago/core/roles/delete-role';
import { listRoles } from '@archipelago/core/roles/list-roles';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeInvitation,
  makeMember,
  makeRole,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

async function workspaceWithRole(): Promise<{
  workspace: MadeWorkspace;
  role: { id: string; name: string };
}> {
  const workspace = await makeWorkspace({ plan: 'pro', seats: 20 });
  return {
    workspace,
    role: await makeRole(workspace, ['dashboard:view', 'audit:read'], { name: 'Auditor' }),
  };
}

/** Invites somebody who has signed up to a role, as the owner. */
async function invited(workspace: MadeWorkspace, role: string): Promise<{ person: MadeUser; token: string }> {
  const person = await makeUser();
  const { invitationId } = await inviteMember(await contextFor(workspace.owner, workspace), {
    email: person.email,
    role,
  });
  return { person, token: invitationToken(workspace.id, invitationId) };
}

const grantOfPerson = async (person: MadeUser, workspace: MadeWorkspace) =>
  (await contextFor(person, workspace)).grant;

describe('an invitation to a role of the workspace’s own', () => {
  test('says so to whom it was sent, and gives exactly that when it is accepted', async () => {
    const { workspace, role } = await workspaceWithRole();
    const { person, token } = await invited(workspace, role.id);
    const ctx = await contextFor(person, workspace);
    expect(await readInvitation(ctx, { token })).toMatchObject({ role: 'member', customRoleName: 'Auditor' });
    await acceptInvitation(ctx, { token });
    expect(await grantOfPerson(person, workspace)).toEqual({
      role: 'member',
      customRole: role,
      permissions: ['dashboard:view', 'audit:read'],
    });
  });

  test('makes a guest of the site a member with that role', async () => {
    const { workspace, role } = await workspaceWithRole();
    const { person, token } = await invited(workspace, role.id);
    await makeMember(workspace, 'guest', person);
    await acceptInvitation(await contextFor(person, workspace), { token });
    expect((await grantOfPerson(person, workspace))?.customRole).toEqual(role);
  });

  test('gives that role also to somebody who joins by the domain of their address', async () => {
    const { workspace, role } = await workspaceWithRole();
    const { person } = await invited(workspace, role.id);
    await setJoining(await contextFor(workspace.owner, workspace), {
      policy: 'domains',
      domains: person.email.split('@')[1],
    });
    await joinTeam(await contextFor(person, workspace), {});
    expect((await grantOfPerson(person, workspace))?.customRole).toEqual(role);
  });

  test('is listed under the name of the role, for many at once too', async () => {
    const { workspace, role } = await workspaceWithRole();
    const ctx = await contextFor(workspace.owner, workspace);
    await invitePeople(ctx, { addresses: 'one@example.test, two@example.test', role: role.id });
    const { items } = await listInvitations(ctx, {});
    expect(items.map(({ role: builtIn, customRole }) => [builtIn, customRole])).toEqual([
      ['member', role],
      ['member', role],
    ]);
  });
});

describe('nobody invites', () => {
  test('to a role that allows more than their own, nor sends such an invitation again', async () => {
    const { workspace, role } = await workspaceWithRole();
    const inviting = await makeRole(workspace, ['dashboard:view', 'members:read', 'members:invite']);
    const inviter = await makeMember(workspace, 'member', undefined, { customRoleId: inviting.id });
    const ctx = await contextFor(inviter, workspace);
    const email = 'somebody@example.test';
    expect(await outcomeOf(inviteMember(ctx, { email, role: role.id }))).toBe('FORBIDDEN larger-role');
    expect(await outcomeOf(invitePeople(ctx, { addresses: email, role: role.id }))).toBe(
      'FORBIDDEN larger-role',
    );
    const { id } = await makeInvitation(workspace, {
      customRoleId: role.id,
      createdAt: new Date(Date.now() - 3_600_000),
    });
    expect(await outcomeOf(resendInvitation(ctx, { invitationId: id }))).toBe('FORBIDDEN larger-role');
    expect(await outcomeOf(inviteMember(ctx, { email, role: inviting.id }))).toBe('done');
  });

  test('to a role of another workspace', async () => {
    const [{ workspace }, other] = [await workspaceWithRole(), await workspaceWithRole()];
    const ctx = await contextFor(workspace.owner, workspace);
    expect(await outcomeOf(inviteMember(ctx, { email: 'a@example.test', role: other.role.id }))).toBe(
      'NOT_FOUND role-unknown',
    );
  });
});

describe('a role that people are invited to', () => {
  test('is deleted only with a role they get instead', async () => {
    const { workspace, role } = await workspaceWithRole();
    const { person, token } = await invited(workspace, role.id);
    const ctx = await contextFor(workspace.owner, workspace);
    expect((await listRoles(ctx, {})).custom[0]).toMatchObject({ members: 0, invitations: 1 });
    expect(await outcomeOf(deleteRole(ctx, { roleId: role.id }))).toBe('CONFLICT role-in-use');
    const smaller = await makeRole(workspace, ['dashboard:view'], { name: 'Reader' });
    expect(await deleteRole(ctx, { roleId: role.id, replacement: smaller.id })).toMatchObject({
      reassigned: 0,
      invited: 1,
    });
    await acceptInvitation(await contextFor(person, workspace), { token });
    expect((await grantOfPerson(person, workspace))?.customRole).toEqual(smaller);
  });

  test('is deleted at once when every invitation to it was answered', async () => {
    const { workspace, role } = await workspaceWithRole();
    await makeInvitation(workspace, { customRoleId: role.id, revokedAt: new Date() });
    const ctx = await contextFor(workspace.owner, workspace);
    expect(await outcomeOf(deleteRole(ctx, { roleId: role.id }))).toBe('done');
    expect((await listInvitations(ctx, { state: 'revoked' })).items[0]?.customRole).toBeNull();
  });
});
