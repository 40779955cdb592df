import { z } from 'zod';
import type { Grant } from '../access/grant.ts';
import { type AssignableRole, assignableRoles, rolePermissions } from '../access/roles.ts';
import { AppError } from '../errors/app-error.ts';

/** What an invitation may make of somebody. */
export const invitedRole = z.enum(assignableRoles, 'Choose a role.');

/** Whether somebody who may invite may invite to this role: nobody makes an admin who may do less than one. */
export function mayInviteAs(grant: Grant | null, role: AssignableRole): boolean {
  if (role === 'member') return true;
  return rolePermissions[role].every((permission) => grant?.permissions.includes(permission));
}

export function refuseLargerRole(grant: Grant | null, role: AssignableRole): void {
  if (mayInviteAs(grant, role)) return;
  throw new AppError(
    'FORBIDDEN',
    `Your role allows less than ${role}, so you cannot give it. Ask an owner or an admin to invite them.`,
    { reason: 'larger-role', fields: { role: 'You can invite members only.' } },
  );
}
