import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { can } from '../access/can.ts';
import type { AssignableRole } from '../access/roles.ts';
import { containsPattern } from '../paging/contains-pattern.ts';
import { afterCursor, cursorInput, cursorTime, limitInput, type Page, pageOf } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import type { InvitationState } from './find-invitation.ts';
import { invitationList } from './invitation-resource.ts';
import { hashInvitationToken, invitationLink, invitationToken, stateSql } from './invitation-token.ts';

/** `waiting`: open or expired, i.e. neither accepted nor revoked. */
export const invitationFilters = ['waiting', 'open', 'expired', 'accepted', 'revoked', 'all'] as const;
export type InvitationFilter = (typeof invitationFilters)[number];

export interface InvitationItem {
  id: string;
  email: string;
  role: AssignableRole;
  /** What they get instead of what `member` allows. */
  customRole: { id: string; name: string } | null;
  /** Null when the inviter has left the workspace. */
  invitedBy: string | null;
  invitedAt: Date;
  expiresAt: Date;
  /** When the last mail went out. */
  sentAt: Date;
  /** When it was accepted or revoked. */
  answeredAt: Date | null;
  state: InvitationState;
  /**
   * What the mail leads to, for whoever may invite and while it works. Null also for a link that was made with a secret
   * since replaced: sending it again makes it anew.
   */
  link: string | null;
}

interface Row extends Omit<InvitationItem, 'link'> {
  token_hash: string;
  cursor_at: string;
}

/** Invitations, newest first; those that wait for an answer unless another state is asked for. */
export const listInvitations = query({
  name: 'list-invitations',
  permission: 'members:read',
  api: {
    method: 'GET',
    path: '/invitations',
    group: 'Invitations',
    summary: 'List invitations',
    description:
      'Newest first; those that wait for an answer unless another state is asked for. Links stay in the mails.',
    output: invitationList,
  },
  input: z.strictObject({
    search: z.string().trim().max(100).optional(),
    state: z.enum(invitationFilters).optional(),
    cursor: cursorInput,
    limit: limitInput,
  }),
  async run(ctx, { search, state = 'waiting', cursor, limit }): Promise<Page<InvitationItem>> {
    const { tx, workspace } = ctx;
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select i.id, i.email, i.role::text,
          case when r.id is not null then jsonb_build_object('id', r.id, 'name', r.name) end as "customRole",
          i.created_at as "invitedAt", i.expires_at as "expiresAt",
          coalesce(i.resent_at, i.created_at) as "sentAt", coalesce(i.accepted_at, i.revoked_at) as "answeredAt",
          coalesce(nullif(u.name, ''), u.email) as "invitedBy", ${stateSql} as state, i.token_hash,
          ${cursorTime(Prisma.sql`i.created_at`)} as cursor_at
        from invitation i left join "user" u on u.id = i.invited_by_user_id
          left join custom_role r on r.workspace_id = i.workspace_id and r.id = i.custom_role_id
        where i.workspace_id = ${workspace.id}::uuid and ${filterSql[state]}
          and ${search ? Prisma.sql`i.email ilike ${containsPattern(search)}` : Prisma.sql`true`}
          and ${afterCursor(Prisma.sql`i.created_at`, Prisma.sql`i.id`, cursor)}
        order by i.created_at desc, i.id desc limit ${limit + 1}::integer`,
    );
    const mayShare = can(ctx, 'members:invite');
    const toItem = ({ cursor_at: _, token_hash, ...invitation }: Row): InvitationItem => {
      const isShared = mayShare && invitation.state === 'open';
      return { ...invitation, link: isShared ? linkOf(workspace, invitation.id, token_hash) : null };
    };
    return pageOf(rows, toItem, limit);
  },
});

/** Each as the partial index says it that serves it. */
const filterSql: Record<InvitationFilter, Prisma.Sql> = {
  waiting: Prisma.sql`i.accepted_at is null and i.revoked_at is null`,
  open: Prisma.sql`i.accepted_at is null and i.revoked_at is null and i.expires_at > now()`,
  expired: Prisma.sql`i.accepted_at is null and i.revoked_at is null and i.expires_at <= now()`,
  accepted: Prisma.sql`i.accepted_at is not null`,
  revoked: Prisma.sql`i.revoked_at is not null and i.accepted_at is null`,
  all: Prisma.sql`true`,
};

function linkOf(
  { id, slug }: { id: string; slug: string },
  invitationId: string,
  hash: string,
): string | null {
  const token = invitationToken(id, invitationId);
  return hashInvitationToken(token) === hash ? invitationLink(slug, token) : null;
}
