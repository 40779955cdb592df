import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import { covers } from '../access/covers.ts';
import { type CustomRole, type Grant, grantOf, roleName } from '../access/grant.ts';
import { teamRoles } from '../access/roles.ts';
import { AppError } from '../errors/app-error.ts';

/** The input field of everything that gives a role: a built-in one of the team, or the id of a custom one. */
export const roleInput = z.union([z.enum(teamRoles), z.uuid()], 'Choose a role.');
export type RoleInput = z.output<typeof roleInput>;

/**
 * What a role input stands for, to be given by somebody who holds `giver`. A custom role stays as it is until the
 * transaction ends. NOT_FOUND when the workspace has no such role; FORBIDDEN `beyond-your-role` when it allows what the
 * giver may not do themselves.
 */
export async function assignableRole(
  tx: Transaction,
  workspaceId: string,
  role: RoleInput,
  giver: Grant | null,
): Promise<Grant> {
  const wanted = isBuiltIn(role)
    ? grantOf(role, null)
    : grantOf('member', await findCustomRole(tx, workspaceId, role));
  if (covers(giver, wanted.permissions)) return wanted;
  const message = `The role ${roleName(wanted)} allows things that your own role does not, so you cannot give it. Ask an owner to do it.`;
  throw new AppError('FORBIDDEN', message, { reason: 'beyond-your-role', fields: { role: message } });
}

function isBuiltIn(role: RoleInput): role is (typeof teamRoles)[number] {
  return (teamRoles as readonly string[]).includes(role);
}

/** The workspace's own role, as it stays until the transaction ends. NOT_FOUND `role-unknown` when there is none. */
export async function findCustomRole(
  tx: Transaction,
  workspaceId: string,
  roleId: string,
): Promise<CustomRole> {
  const [found] = await rawQuery<CustomRole>(
    tx,
    Prisma.sql`select id, name, permissions from custom_role
      where workspace_id = ${workspaceId}::uuid and id = ${roleId}::uuid for share`,
  );
  if (found) return found;
  const message = 'This workspace has no such role any more. Choose another.';
  throw new AppError('NOT_FOUND', message, { reason: 'role-unknown', fields: { role: message } });
}
