import { z } from 'zod';
import { command } from '../registry/command.ts';
import { joinIsClosed, joinStanding, refuseBlocked } from './join-rules.ts';

/**
 * Makes the signed-in person a guest of the workspace's site, where anyone may. Somebody who belongs to it already stays
 * what they are. FORBIDDEN with the reason `join-closed` or `blocked`.
 */
export const joinAsGuest = command({
  name: 'join-as-guest',
  permission: 'site:join',
  audit: 'member.joined',
  input: z.strictObject({}),
  async run(ctx) {
    const { tx, actor, workspace } = ctx;
    const standing = await joinStanding(tx, workspace.id, actor, { lock: true });
    refuseBlocked(standing, workspace);
    if (standing.role === null && standing.policy !== 'open') throw joinIsClosed(standing, workspace);
    const { count } = await tx.member.createMany({
      data: { workspaceId: workspace.id, userId: actor.userId, role: 'guest' },
      skipDuplicates: true,
    });
    if (count === 0) {
      ctx.unchanged();
      return { joined: false };
    }
    await ctx.audit({ targetKind: 'user', targetId: actor.userId, targetName: actor.name || actor.email });
    return { joined: true };
  },
});
