import { z } from 'zod';
import { changesBetween } from '../audit/changes-between.ts';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { composed, roleFields } from './role-fields.ts';
import { findRole, refuseTakenName, refuseUnlessHeld, refuseUnlessMayChange } from './role-rules.ts';

/** Changes what a custom role is called and allows, for everybody who has it, from their next request on. */
export const updateRole = command({
  name: 'update-role',
  permission: 'roles:manage',
  audit: 'role.updated',
  input: z.strictObject({ roleId: id, ...roleFields }),
  async run(ctx, { roleId, name, description, permissions: chosen }) {
    const { tx, workspace } = ctx;
    await lockWorkspace(tx, workspace.id);
    const before = await findRole(tx, workspace.id, roleId);
    refuseUnlessMayChange(ctx.grant, before);
    const permissions = composed(chosen);
    refuseUnlessHeld(ctx.grant, permissions);
    await refuseTakenName(tx, workspace.id, name, roleId);
    const changes = changesBetween(
      { name: before.name, description: before.description, permissions: before.permissions.join(', ') },
      { name, description, permissions: permissions.join(', ') },
    );
    if (Object.keys(changes).length === 0) {
      ctx.unchanged();
      return { roleId, name };
    }
    await tx.customRole.update({
      where: { workspaceId_id: { workspaceId: workspace.id, id: roleId } },
      data: { name, description, permissions },
      select: { id: true },
    });
    await ctx.audit({ targetKind: 'role', targetId: roleId, targetName: name, changes });
    return { roleId, name };
  },
});
