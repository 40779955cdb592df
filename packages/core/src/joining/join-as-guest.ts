import { z } from 'zod';
import { limitPeople } from '../abuse/limit-people.ts';
import { command } from '../registry/command.ts';
import { joinIsClosed, joinStanding, refuseBlocked } from './join-rules.ts';

/** A class or a hall may join at once; each of them is on record and may be a mail to somebody. */
const limits = {
  person: { limit: 10, seconds: 600 },
  network: { limit: 120, seconds: 600 },
  workspace: { limit: 1_200, seconds: 600 },
};

/**
 * Makes the signed-in person a guest of the workspace's site, where anyone may. Somebody who belongs to it already stays
 * what they are. FORBIDDEN with the reason `join-closed` or `blocked`.
 */
export const joinAsGuest = command({
  name: 'join-as-guest',
  permission: 'site:join',
  audit: 'member.joined',
  input: z.strictObject({}),
  prepare: (ctx) => limitPeople('joining', ctx, limits),
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
