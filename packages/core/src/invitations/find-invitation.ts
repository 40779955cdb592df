import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import type { AssignableRole } from '../access/roles.ts';
import { AppError } from '../errors/app-error.ts';
import { hashInvitationToken, invitedCustomRole, stateSql } from './invitation-token.ts';

export type InvitationState = 'open' | 'expired' | 'revoked' | 'accepted';

export interface FoundInvitation {
  id: string;
  email: string;
  role: AssignableRole;
  /** What they get instead of what `member` allows. */
  customRole: { id: string; name: string } | null;
  /** Null when the inviter has left the workspace. */
  inviterName: string | null;
  expiresAt: Date;
  state: InvitationState;
}

/** Any text: a damaged link is answered like one that never existed. */
export const tokenInput = z.string().max(200);

/**
 * The workspace's invitation with this token, in whatever state. NOT_FOUND when there is none. With `lock`, it stays in
 * that state until the transaction ends.
 */
export async function findInvitation(
  tx: Transaction,
  workspaceId: string,
  token: string,
  options: { lock?: boolean } = {},
): Promise<FoundInvitation> {
  const rows = await rawQuery<FoundInvitation>(
    tx,
    Prisma.sql`select i.id, i.email, i.role::text, i.expires_at as "expiresAt", ${invitedCustomRole} as "customRole",
        coalesce(nullif(u.name, ''), u.email) as "inviterName",
        ${stateSql} as state
      from invitation i left join "user" u on u.id = i.invited_by_user_id
        left join custom_role r on r.workspace_id = i.workspace_id and r.id = i.custom_role_id
      where i.workspace_id = ${workspaceId}::uuid and i.token_hash = ${hashInvitationToken(token)}
      ${options.lock ? Prisma.sql`for no key update of i` : Prisma.empty}`,
  );
  if (rows[0]) return rows[0];
  throw new AppError(
    'NOT_FOUND',
    'This invitation link does not work. Open it again from the mail, whole, or ask for a new invitation.',
    { reason: 'invitation-unknown' },
  );
}
