import { z } from 'zod';
import type { AssignableRole } from '../access/roles.ts';
import { query } from '../registry/query.ts';
import { findInvitation, type InvitationState, tokenInput } from './find-invitation.ts';

export interface InvitationCard {
  workspace: { name: string; tagline: string; accent: string | null; slug: string };
  /** Null when the inviter has left the workspace. */
  inviterName: string | null;
  role: AssignableRole;
  /** Enough for the right person to recognise it, e.g. `a…@acme.test`. */
  emailHint: string;
  /** Whether it is for the person signed in now; null while nobody is. */
  isForYou: boolean | null;
  expiresAt: Date;
  state: InvitationState;
}

/** What the landing page of an invitation link tells whoever holds it. */
export const readInvitation = query({
  name: 'read-invitation',
  permission: 'invitation:read',
  input: z.strictObject({ token: tokenInput }),
  async run({ tx, workspace, actor }, { token }): Promise<InvitationCard> {
    const invitation = await findInvitation(tx, workspace.id, token);
    const { name, tagline, accent, slug } = workspace;
    return {
      workspace: { name, tagline, accent, slug },
      inviterName: invitation.inviterName,
      role: invitation.role,
      emailHint: hintOf(invitation.email),
      isForYou: actor.kind === 'user' ? actor.email === invitation.email : null,
      expiresAt: invitation.expiresAt,
      state: invitation.state,
    };
  },
});

function hintOf(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}…${email.slice(at)}`;
}
