import { createHash, createHmac } from 'node:crypto';
import { Prisma } from '@archipelago/db/generated/client';
import { environment } from '../environment.ts';
import { workspaceUrl } from '../workspaces/workspace-url.ts';

/** Days an invitation's link works. */
export const invitationDays = 7;

/** Until when an invitation that is sent now works. */
export function invitationExpiry(): Date {
  return new Date(Date.now() + invitationDays * 24 * 60 * 60 * 1000);
}

/** SQL for the `InvitationState` of the invitation `i`. */
export const stateSql = Prisma.sql`case when i.accepted_at is not null then 'accepted'
  when i.revoked_at is not null then 'revoked' when i.expires_at <= now() then 'expired' else 'open' end`;

/** SQL for the custom role of the invitation `i`, whose row is `r`, as JSON; null for a built-in one. */
export const invitedCustomRole = Prisma.sql`case when r.id is not null then
  jsonb_build_object('id', r.id, 'name', r.name, 'permissions', r.permissions) end`;

/**
 * The secret in an invitation's link, 256 bits. It is derived, not drawn, so that it exists only in the mail: neither the
 * invitation's row, which has its hash, nor the queued job, which has the invitation's id, can give it away; and a mail
 * sent again after a failure carries the same link.
 */
export function invitationToken(workspaceId: string, invitationId: string): string {
  return createHmac('sha256', environment().JOBS_SECRET)
    .update(`invitation\n${workspaceId}\n${invitationId}`)
    .digest('base64url');
}

/** What is stored and looked up. A plain hash is enough for a secret nobody can guess. */
export function hashInvitationToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The page an invitation is accepted on. */
export function invitationLink(slug: string, token: string): string {
  return workspaceUrl(slug, `/invitation?token=${token}`);
}
