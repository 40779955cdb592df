import { randomUUID } from 'node:crypto';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { type Grant, roleName } from '../access/grant.ts';
import type { Role } from '../access/roles.ts';
import { lockWorkspace, warnOfUse } from '../entitlements/require-entitlement.ts';
import { usedSql } from '../entitlements/usage-of.ts';
import type { ApiCommandContext } from '../registry/command-context.ts';
import { spendMails } from '../usage/spend-mails.ts';
import { hashInvitationToken, invitationExpiry, invitationToken } from './invitation-token.ts';
import { grantToInvite, type InvitedRole } from './invited-role.ts';

/** What became of one address. */
export type InvitedAddress = { email: string } & (
  | { state: 'invited'; invitationId: string; expiresAt: Date }
  | { state: 'already-invited'; invitationId: string }
  | { state: 'on-the-team'; role: Role }
  /** Blocked as a guest of the site. */
  | { state: 'blocked' }
  /** Invited and revoked over and over. */
  | { state: 'too-often' }
  | { state: 'no-seat' }
);

/** Invitations of one address to one workspace in a day: nobody's mailbox is flooded by inviting and revoking. */
const mostADay = 5;

interface Found {
  email: string;
  role: Role | null;
  blocked: boolean;
  openId: string | null;
  lately: number;
  used: number;
}

/**
 * Invites each address, first come first seated, in the caller's transaction: invitations, audit rows and mails, in as
 * many statements for a hundred as for one. Addresses are lower case and different from each other. One that has an open
 * invitation, or is on the team, is left alone, so that repeating a call changes nothing.
 */
export async function sendInvitations(
  ctx: ApiCommandContext,
  emails: readonly string[],
  role: InvitedRole,
): Promise<{ outcomes: InvitedAddress[]; given: Grant }> {
  await lockWorkspace(ctx.tx, ctx.workspace.id);
  const given = await grantToInvite(ctx.tx, ctx.workspace.id, role, ctx.grant);
  const found = await lookUp(ctx, emails);
  const used = found[0]?.used ?? 0;
  let free = ctx.entitlements.seats - used;
  const expiresAt = invitationExpiry();
  const outcomes = found.map((address): InvitedAddress => {
    const standing = standingOf(address);
    if (standing) return standing;
    if (free <= 0) return { email: address.email, state: 'no-seat' };
    free -= 1;
    return { email: address.email, state: 'invited', invitationId: randomUUID(), expiresAt };
  });
  const invited = outcomes.filter(({ state }) => state === 'invited').length;
  if (invited > 0) {
    // A mail for each: all of them, or nobody is invited.
    await spendMails(ctx.tx, ctx, 'invitation', invited);
    await warnOfUse(ctx.tx, ctx, 'seats', used, invited);
  }
  await write(ctx, outcomes, given);
  return { outcomes, given };
}

function standingOf({ email, role, blocked, openId, lately }: Found): InvitedAddress | null {
  if (blocked) return { email, state: 'blocked' };
  if (role && role !== 'guest') return { email, state: 'on-the-team', role };
  if (openId) return { email, state: 'already-invited', invitationId: openId };
  return lately >= mostADay ? { email, state: 'too-often' } : null;
}

function lookUp({ tx, workspace }: ApiCommandContext, emails: readonly string[]): Promise<Found[]> {
  const workspaceId = Prisma.sql`${workspace.id}::uuid`;
  return rawQuery<Found>(
    tx,
    Prisma.sql`select asked.email, place.role::text, place.blocked_at is not null as blocked,
        (select i.id from invitation i where i.workspace_id = ${workspaceId} and i.email = asked.email
          and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) as "openId",
        (select count(*)::int from invitation i where i.workspace_id = ${workspaceId} and i.email = asked.email
          and i.created_at > now() - interval '1 day') as lately,
        ${usedSql.seats(workspace.id)} as used
      from unnest(${emails}::text[]) with ordinality as asked (email, position)
      left join lateral (
        select m.role, m.blocked_at from "user" u
        join member m on m.workspace_id = ${workspaceId} and m.user_id = u.id
        where u.email = asked.email order by m.role limit 1
      ) place on true
      order by asked.position`,
  );
}

async function write(
  ctx: ApiCommandContext,
  outcomes: readonly InvitedAddress[],
  given: Grant,
): Promise<void> {
  const { tx, actor } = ctx;
  const workspaceId = ctx.workspace.id;
  const invited = outcomes.filter((outcome) => outcome.state === 'invited');
  if (invited.length === 0) return ctx.unchanged();
  const emails = invited.map(({ email }) => email);
  // What is open here has expired, and makes room for its successor.
  await tx.invitation.updateMany({
    where: { workspaceId, email: { in: emails }, acceptedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  await tx.invitation.createMany({
    data: invited.map(({ email, invitationId, expiresAt }) => ({
      workspaceId,
      id: invitationId,
      email,
      role: given.role,
      customRoleId: given.customRole?.id ?? null,
      tokenHash: hashInvitationToken(invitationToken(workspaceId, invitationId)),
      invitedByUserId: actor.userId,
      expiresAt,
    })),
  });
  await ctx.auditEach(
    invited.map(({ email, invitationId }) => ({
      targetKind: 'invitation',
      targetId: invitationId,
      targetName: email,
      changes: { role: { from: null, to: roleName(given) } },
    })),
  );
  await ctx.enqueueEach(
    'mail',
    invited.map(({ invitationId }) => ({ message: 'invitation', workspaceId, invitationId })),
  );
}
