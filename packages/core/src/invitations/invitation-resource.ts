import { z } from 'zod';
import { assignableRoles } from '../access/roles.ts';
import { listOf, timestamp } from '../api/wire-types.ts';

/** An invitation as the API shows it. */
export const invitationResource = z
  .object({
    id: z.uuid(),
    email: z.string(),
    role: z.enum(assignableRoles),
    customRole: z
      .object({ id: z.uuid(), name: z.string() })
      .nullable()
      .describe('What they get instead of what `member` allows.'),
    invitedBy: z.string().nullable().describe('Null when the inviter has left the workspace.'),
    invitedAt: timestamp,
    expiresAt: timestamp,
    sentAt: timestamp.describe('When its last mail went out.'),
    answeredAt: timestamp.nullable().describe('When it was accepted or revoked.'),
    state: z.enum(['open', 'expired', 'accepted', 'revoked']),
  })
  .meta({ id: 'Invitation' });

/** An invitation whose mail has just gone out. */
export const sentInvitation = invitationResource
  .pick({ id: true, email: true, role: true, customRole: true, expiresAt: true })
  .meta({ id: 'SentInvitation' });

export const invitationList = listOf(invitationResource).meta({ id: 'InvitationList' });
