import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { AssignableRole } from '../access/roles.ts';
import { teamSql } from '../entitlements/usage-of.ts';
import { query, type WorkspaceQueryContext } from '../registry/query.ts';
import { findInvitation, type InvitationState, tokenInput } from './find-invitation.ts';

export interface InvitationCard {
  workspace: { name: string; tagline: string; accent: string | null; slug: string };
  /** Null when the inviter has left the workspace. */
  inviterName: string | null;
  role: AssignableRole;
  /** What the workspace calls the role, when it is one of its own. */
  customRoleName: string | null;
  /** Enough for the right person to recognise it, e.g. `a…@acme.test`. */
  emailHint: string;
  /** Whether it is for the person signed in now; null while nobody is. */
  isForYou: boolean | null;
  /** What keeps the person it is for from accepting it, although it is open. */
  obstacle: 'blocked' | 'no-seat' | null;
  expiresAt: Date;
  state: InvitationState;
}

/** What the landing page of an invitation link tells whoever holds it. */
export const readInvitation = query({
  name: 'read-invitation',
  permission: 'invitation:read',
  input: z.strictObject({ token: tokenInput }),
  async run(ctx, { token }): Promise<InvitationCard> {
    const { tx, workspace, actor } = ctx;
    const invitation = await findInvitation(tx, workspace.id, token);
    const isForYou = actor.kind === 'user' ? actor.email === invitation.email : null;
    const { name, tagline, accent, slug } = workspace;
    return {
      workspace: { name, tagline, accent, slug },
      inviterName: invitation.inviterName,
      role: invitation.role,
      customRoleName: invitation.customRole?.name ?? null,
      emailHint: hintOf(invitation.email),
      isForYou,
      obstacle: isForYou ? await obstacleOf(ctx) : null,
      expiresAt: invitation.expiresAt,
      state: invitation.state,
    };
  },
});

async function obstacleOf(ctx: WorkspaceQueryContext): Promise<InvitationCard['obstacle']> {
  const { tx, workspace, actor, entitlements } = ctx;
  if (actor.kind !== 'user') return null;
  const [now] = await rawQuery<{ blocked: boolean; team: number }>(
    tx,
    Prisma.sql`select ${teamSql(workspace.id)} as team, exists (
        select from member where workspace_id = ${workspace.id}::uuid and user_id = ${actor.userId}::uuid
          and blocked_at is not null
      ) as blocked`,
  );
  if (now?.blocked) return 'blocked';
  return now && now.team >= entitlements.seats ? 'no-seat' : null;
}

function hintOf(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}…${email.slice(at)}`;
}
