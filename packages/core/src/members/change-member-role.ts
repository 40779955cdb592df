import { z } from 'zod';
import { roleName } from '../access/grant.ts';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { endTransfersOf } from '../ownership/end-transfers-of.ts';
import { command } from '../registry/command.ts';
import { assignableRole, roleInput } from './assignable-role.ts';
import { findMember, refuseUnlessCovered } from './find-member.ts';
import { memberResource } from './member-resource.ts';
import { readMember } from './read-member.ts';
import { refuseLastOwner } from './refuse-last-owner.ts';

/**
 * Gives a member of the team another role. Nobody gives what they do not hold, nor takes it from somebody who holds more:
 * so that a change of one's own role can only lower it. CONFLICT `last-owner`, `is-a-guest`.
 */
export const changeMemberRole = command({
  name: 'change-member-role',
  permission: 'members:manage',
  audit: 'member.role_changed',
  api: {
    method: 'PATCH',
    path: '/members/{memberId}',
    group: 'Members',
    summary: 'Change a member’s role',
    description:
      'To a role of the team or, by its id, one of the workspace’s own. A key gives and takes away only what it may do itself.',
    output: memberResource,
    row: 'member',
  },
  input: z.strictObject({ memberId: id, role: roleInput }),
  async run(ctx, { memberId, role }) {
    const { tx, workspace } = ctx;
    const member = await findMember(tx, workspace.id, memberId);
    if (member.grant.role === 'guest') {
      throw new AppError('CONFLICT', `${member.name} is a guest. Invite them to bring them onto the team.`, {
        reason: 'is-a-guest',
      });
    }
    refuseUnlessCovered(ctx.grant, member);
    const wanted = await assignableRole(tx, workspace.id, role, ctx.grant);
    const before = member.grant;
    if (before.role === wanted.role && before.customRole?.id === wanted.customRole?.id) {
      ctx.unchanged();
      return readMember(tx, workspace.id, memberId);
    }
    await refuseLastOwner(tx, workspace.id, member);
    await tx.member.update({
      where: { workspaceId_id: { workspaceId: workspace.id, id: memberId } },
      data: { role: wanted.role, customRoleId: wanted.customRole?.id ?? null },
      select: { id: true },
    });
    if (before.role === 'owner') await endTransfersOf(tx, workspace.id, member.userId);
    await ctx.audit({
      targetKind: 'user',
      targetId: member.userId,
      targetName: member.name,
      changes: { role: { from: roleName(before), to: roleName(wanted) } },
    });
    await ctx.enqueue('provision-workspace', { workspaceId: workspace.id });
    return readMember(tx, workspace.id, memberId);
  },
});
