import { z } from 'zod';
import { command } from '../registry/command.ts';
import { blockedHere } from './blocked-here.ts';
import { endMembership } from './end-membership.ts';
import { findMember } from './find-member.ts';

/**
 * Ends one's own membership, of the team or as a guest. Leaving what one does not belong to changes nothing. CONFLICT
 * `last-owner`; FORBIDDEN `blocked`, since whoever is blocked would come back unblocked.
 */
export const leaveWorkspace = command({
  name: 'leave-workspace',
  permission: 'self:manage',
  audit: 'member.left',
  input: z.strictObject({}),
  async run(ctx) {
    const own = await ctx.tx.member.findUnique({
      where: { workspaceId_userId: { workspaceId: ctx.workspace.id, userId: ctx.actor.userId } },
      select: { id: true },
    });
    if (!own) {
      ctx.unchanged();
      return { left: false };
    }
    const member = await findMember(ctx.tx, ctx.workspace.id, own.id);
    if (member.blockedAt) throw blockedHere(ctx.workspace);
    await endMembership(ctx, member);
    return { left: true };
  },
});
