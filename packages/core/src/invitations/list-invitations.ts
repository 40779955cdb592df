import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { AssignableRole } from '../access/roles.ts';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf, pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';

export interface InvitationItem {
  id: string;
  email: string;
  role: AssignableRole;
  /** Null when the inviter has left the workspace. */
  invitedBy: string | null;
  invitedAt: Date;
  expiresAt: Date;
  state: 'open' | 'expired';
}

type Row = InvitationItem & { cursor_at: string };

/** Invitations nobody has answered, newest first. Accepted and revoked ones are in the audit log. */
export const listInvitations = query({
  name: 'list-invitations',
  permission: 'members:read',
  input: z.strictObject({ cursor: cursorInput }),
  async run({ tx, workspace }, { cursor }): Promise<Page<InvitationItem>> {
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select i.id, i.email, i.role::text, i.created_at as "invitedAt", i.expires_at as "expiresAt",
          coalesce(nullif(u.name, ''), u.email) as "invitedBy",
          case when i.expires_at > now() then 'open' else 'expired' end as state,
          ${cursorTime(Prisma.sql`i.created_at`)} as cursor_at
        from invitation i left join "user" u on u.id = i.invited_by_user_id
        where i.workspace_id = ${workspace.id}::uuid and i.accepted_at is null and i.revoked_at is null
          and ${afterCursor(Prisma.sql`i.created_at`, Prisma.sql`i.id`, cursor)}
        order by i.created_at desc, i.id desc limit ${pageSize + 1}`,
    );
    return pageOf(rows, ({ cursor_at: _, ...invitation }) => invitation);
  },
});
