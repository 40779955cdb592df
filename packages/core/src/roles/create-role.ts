import { z } from 'zod';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { composed, mostCustomRoles, roleFields } from './role-fields.ts';
import { refuseTakenName, refuseUnlessHeld } from './role-rules.ts';

/** Composes a role of permissions its composer holds. CONFLICT `name-taken`, `too-many-roles`. */
export const createRole = command({
  name: 'create-role',
  permission: 'roles:manage',
  audit: 'role.created',
  input: z.strictObject(roleFields),
  async run(ctx, { name, description, permissions: chosen }) {
    const { tx, workspace } = ctx;
    const permissions = composed(chosen);
    refuseUnlessHeld(ctx.grant, permissions);
    await lockWorkspace(tx, workspace.id);
    await refuseTakenName(tx, workspace.id, name, null);
    if ((await tx.customRole.count({ where: { workspaceId: workspace.id } })) >= mostCustomRoles) {
      throw new AppError(
        'CONFLICT',
        `A workspace has at most ${mostCustomRoles} roles of its own, and this one does. Delete one that is not needed, or change it.`,
        { reason: 'too-many-roles' },
      );
    }
    const role = await tx.customRole.create({
      data: { workspaceId: workspace.id, name, description, permissions },
      select: { id: true },
    });
    await ctx.audit({
      targetKind: 'role',
      targetId: role.id,
      targetName: name,
      changes: { permissions: { from: null, to: permissions.join(', ') } },
    });
    return { roleId: role.id, name };
  },
});
