import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { covers } from '../access/covers.ts';
import { type CustomRole, type Grant, grantOf, roleName } from '../access/grant.ts';
import type { Role } from '../access/roles.ts';
import { AppError } from '../errors/app-error.ts';

export interface FoundMember {
  id: string;
  userId: string;
  /** Name, or address where there is no name. */
  name: string;
  blockedAt: Date | null;
  grant: Grant;
}

/** The workspace's member with this id, locked until the transaction ends. NOT_FOUND when there is none. */
export async function findMember(
  tx: Transaction,
  workspaceId: string,
  memberId: string,
): Promise<FoundMember> {
  const [row] = await rawQuery<{
    userId: string;
    name: string;
    role: Role;
    blockedAt: Date | null;
    custom: CustomRole | null;
  }>(
    tx,
    Prisma.sql`select m.user_id as "userId", coalesce(nullif(u.name, ''), u.email) as name, m.role::text,
        m.blocked_at as "blockedAt", to_jsonb(r) as custom
      from member m join "user" u on u.id = m.user_id
        left join custom_role r on r.workspace_id = m.workspace_id and r.id = m.custom_role_id
      where m.workspace_id = ${workspaceId}::uuid and m.id = ${memberId}::uuid for no key update of m`,
  );
  if (!row) {
    throw new AppError(
      'NOT_FOUND',
      'This person does not belong to the workspace any more. Reload the list.',
      {
        reason: 'member-unknown',
      },
    );
  }
  const { userId, name, blockedAt } = row;
  return { id: memberId, userId, name, blockedAt, grant: grantOf(row.role, row.custom) };
}

/** FORBIDDEN `beyond-your-role` unless somebody with `giver` holds all that the member holds. */
export function refuseUnlessCovered(giver: Grant | null, member: FoundMember): void {
  if (covers(giver, member.grant.permissions)) return;
  throw new AppError(
    'FORBIDDEN',
    `${member.name} is ${roleName(member.grant)} here, which allows more than your own role. Ask an owner to do this.`,
    { reason: 'beyond-your-role' },
  );
}
