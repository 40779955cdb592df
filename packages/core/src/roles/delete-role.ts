import { z } from 'zod';
import { type Grant, roleName } from '../access/grant.ts';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { assignableRole, roleInput } from '../members/assignable-role.ts';
import { command } from '../registry/command.ts';
import type { WorkspaceCommandContext } from '../registry/command-context.ts';
import { findRole, refuseUnlessMayChange } from './role-rules.ts';

/**
 * Deletes a custom role. Whoever has it, or is invited to it, gets the replacement, which is needed then: CONFLICT
 * `role-in-use` without one. A built-in role in its place could allow more, and so nothing falls back to one by itself.
 */
export const deleteRole = command({
  name: 'delete-role',
  permission: 'roles:manage',
  audit: 'role.deleted',
  input: z.strictObject({ roleId: id, replacement: roleInput.optional() }),
  async run(ctx, { roleId, replacement }) {
    const { tx, workspace } = ctx;
    await lockWorkspace(tx, workspace.id);
    const role = await findRole(tx, workspace.id, roleId);
    refuseUnlessMayChange(ctx.grant, role);
    const heldBy = await tx.member.count({ where: { workspaceId: workspace.id, customRoleId: roleId } });
    const promised = { workspaceId: workspace.id, customRoleId: roleId, acceptedAt: null, revokedAt: null };
    const invited = await tx.invitation.count({ where: promised });
    if (heldBy + invited > 0) {
      if (!replacement || replacement === roleId) throw inUse(role.name, heldBy, invited);
      await replace(ctx, roleId, await assignableRole(tx, workspace.id, replacement, ctx.grant));
    }
    // What was answered keeps no role that is gone; the audit log has what it was.
    await tx.invitation.updateMany({
      where: { workspaceId: workspace.id, customRoleId: roleId },
      data: { customRoleId: null },
    });
    await tx.customRole.delete({
      where: { workspaceId_id: { workspaceId: workspace.id, id: roleId } },
      select: { id: true },
    });
    await ctx.audit({
      targetKind: 'role',
      targetId: roleId,
      targetName: role.name,
      changes: {
        ...(heldBy > 0 ? { people: { from: heldBy, to: null } } : {}),
        ...(invited > 0 ? { invitations: { from: invited, to: null } } : {}),
      },
    });
    return { name: role.name, reassigned: heldBy, invited };
  },
});

async function replace(ctx: WorkspaceCommandContext, roleId: string, wanted: Grant): Promise<void> {
  const workspaceId = ctx.workspace.id;
  if (wanted.role === 'owner') {
    throw new AppError('BAD_REQUEST', `Nobody becomes ${roleName(wanted)} in passing. Choose another role.`, {
      fields: { replacement: 'Choose another role.' },
    });
  }
  const data = { role: wanted.role, customRoleId: wanted.customRole?.id ?? null };
  await ctx.tx.member.updateMany({ where: { workspaceId, customRoleId: roleId }, data });
  await ctx.tx.invitation.updateMany({
    where: { workspaceId, customRoleId: roleId, acceptedAt: null, revokedAt: null },
    data,
  });
  await ctx.enqueue('provision-workspace', { workspaceId });
}

function inUse(name: string, heldBy: number, invited: number): AppError {
  const people = heldBy === 1 ? 'One person has' : `${heldBy} people have`;
  const open = invited === 1 ? 'one open invitation promises' : `${invited} open invitations promise`;
  const use =
    heldBy === 0
      ? `The role ${name} is not free: ${open} it`
      : `${people} the role ${name}${invited > 0 ? `, and ${open} it` : ''}`;
  return new AppError('CONFLICT', `${use}. Choose the role they get instead.`, {
    reason: 'role-in-use',
    fields: { replacement: 'Choose the role they get instead.' },
  });
}
