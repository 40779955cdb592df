import { createHash, createHmac } from 'node:crypto';
import { environment } from '../environment.ts';

/** Days an invitation's link works. */
export const invitationDays = 7;

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
