import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { covers } from '../access/covers.ts';
import { type CustomRole, type Grant, grantOf } from '../access/grant.ts';
import { type Permission, permissionTitles } from '../access/permissions.ts';
import { AppError } from '../errors/app-error.ts';

export type FoundRole = CustomRole & { description: string };

/** The workspace's custom role with this id, locked until the transaction ends. NOT_FOUND when there is none. */
export async function findRole(tx: Transaction, workspaceId: string, roleId: string): Promise<FoundRole> {
  const [role] = await rawQuery<FoundRole>(
    tx,
    Prisma.sql`select id, name, description, permissions from custom_role
      where workspace_id = ${workspaceId}::uuid and id = ${roleId}::uuid for update`,
  );
  if (role) return role;
  throw new AppError('NOT_FOUND', 'This workspace has no such role any more. Reload the list.', {
    reason: 'role-unknown',
  });
}

/** Nobody changes the role they hold, nor one that allows more than their own. FORBIDDEN `own-role`, `beyond-your-role`. */
export function refuseUnlessMayChange(grant: Grant | null, role: FoundRole): void {
  if (grant?.customRole?.id === role.id) {
    throw new AppError(
      'FORBIDDEN',
      `${role.name} is your own role. Somebody with another role has to change it.`,
      { reason: 'own-role' },
    );
  }
  if (covers(grant, grantOf('member', role).permissions)) return;
  throw new AppError(
    'FORBIDDEN',
    `${role.name} allows things that your own role does not, so you cannot change it. Ask an owner to do it.`,
    { reason: 'beyond-your-role' },
  );
}

/** FORBIDDEN `beyond-your-role` when a permission is among these that the composer does not hold. */
export function refuseUnlessHeld(grant: Grant | null, permissions: readonly Permission[]): void {
  const missing = permissions.filter((permission) => !covers(grant, [permission]));
  if (missing.length === 0) return;
  const titles = missing.map((permission) => `“${permissionTitles[permission]}”`);
  const message = `Your own role does not allow ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(titles)}, so you cannot give it to others. Ask an owner to do it.`;
  throw new AppError('FORBIDDEN', message, { reason: 'beyond-your-role', fields: { permissions: message } });
}

/** CONFLICT `name-taken` when another role is called this, in capitals or not. The caller holds the workspace's lock. */
export async function refuseTakenName(
  tx: Transaction,
  workspaceId: string,
  name: string,
  ownId: string | null,
): Promise<void> {
  const [taken] = await rawQuery<{ id: string }>(
    tx,
    Prisma.sql`select id from custom_role where workspace_id = ${workspaceId}::uuid and lower(name) = lower(${name})
      and id is distinct from ${ownId}::uuid`,
  );
  if (!taken) return;
  const message = `There is a role called ${name} already. Choose another name.`;
  throw new AppError('CONFLICT', message, { reason: 'name-taken', fields: { name: message } });
}
