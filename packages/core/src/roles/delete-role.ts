import { z } from 'zod';
import { type Grant, roleName } from '../access/grant.ts';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { assignableRole, roleInput } from '../members/assignable-role.ts';
import { command } from '../registry/command.ts';
import type { WorkspaceCommandContext } from '../registry/command-context.ts';
import { findRole, refuseUnlessMayChange } from './role-rules.ts';

/** Deletes a custom role. Whoever has it gets the replacement, which is needed then: CONFLICT `role-in-use` without one. */
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
    if (heldBy > 0) {
      if (!replacement || replacement === roleId) throw inUse(role.name, heldBy);
      await replace(ctx, roleId, await assignableRole(tx, workspace.id, replacement, ctx.grant));
    }
    await tx.customRole.delete({
      where: { workspaceId_id: { workspaceId: workspace.id, id: roleId } },
      select: { id: true },
    });
    await ctx.audit({
      targetKind: 'role',
      targetId: roleId,
      targetName: role.name,
      changes: heldBy > 0 ? { people: { from: heldBy, to: null } } : {},
    });
    return { name: role.name, reassigned: heldBy };
  },
});

async function replace(ctx: WorkspaceCommandContext, roleId: string, wanted: Grant): Promise<void> {
  const workspaceId = ctx.workspace.id;
  if (wanted.role === 'owner') {
    throw new AppError('BAD_REQUEST', `Nobody becomes ${roleName(wanted)} in passing. Choose another role.`, {
      fields: { replacement: 'Choose another role.' },
    });
  }
  await ctx.tx.member.updateMany({
    where: { workspaceId, customRoleId: roleId },
    data: { role: wanted.role, customRoleId: wanted.customRole?.id ?? null },
  });
  await ctx.enqueue('provision-workspace', { workspaceId });
}

function inUse(name: string, heldBy: number): AppError {
  const people = heldBy === 1 ? 'One person has' : `${heldBy} people have`;
  return new AppError('CONFLICT', `${people} the role ${name}. Choose the role they get instead.`, {
    reason: 'role-in-use',
    fields: { replacement: 'Choose the role they get instead.' },
  });
}
