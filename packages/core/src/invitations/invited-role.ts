import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import { covers } from '../access/covers.ts';
import { type Grant, grantOf, roleName } from '../access/grant.ts';
import { type AssignableRole, assignableRoles } from '../access/roles.ts';
import { AppError } from '../errors/app-error.ts';
import { findCustomRole } from '../members/assignable-role.ts';

/** What an invitation may make of somebody: a built-in role, or the id of one of the workspace's own. */
export const invitedRole = z.union([z.enum(assignableRoles), z.uuid()], 'Choose a role.');
export type InvitedRole = z.output<typeof invitedRole>;

/** Whether somebody who may invite may invite to this role: to any that allows no more than their own, and to member. */
export function mayInviteAs(grant: Grant | null, wanted: Grant): boolean {
  return (wanted.role === 'member' && !wanted.customRole) || covers(grant, wanted.permissions);
}

/**
 * What an invitation to this role is going to give. A custom role stays as it is until the transaction ends. NOT_FOUND
 * `role-unknown`; FORBIDDEN `larger-role` when it allows what the inviter may not do themselves.
 */
export async function grantToInvite(
  tx: Transaction,
  workspaceId: string,
  role: InvitedRole,
  inviter: Grant | null,
): Promise<Grant> {
  const isBuiltIn = (assignableRoles as readonly string[]).includes(role);
  const wanted = isBuiltIn
    ? grantOf(role as AssignableRole, null)
    : grantOf('member', await findCustomRole(tx, workspaceId, role));
  refuseLargerRole(inviter, wanted);
  return wanted;
}

export function refuseLargerRole(inviter: Grant | null, wanted: Grant): void {
  if (mayInviteAs(inviter, wanted)) return;
  throw new AppError(
    'FORBIDDEN',
    `Your role allows less than ${roleName(wanted)}, so you cannot give it. Ask an owner or an admin to invite them.`,
    { reason: 'larger-role', fields: { role: 'This role allows more than your own. Choose another.' } },
  );
}
