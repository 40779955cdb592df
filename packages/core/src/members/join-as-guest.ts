import { z } from 'zod';
import { command } from '../registry/command.ts';
import { blockedHere } from './blocked-here.ts';

/** Makes the signed-in person a guest of the workspace's site. Somebody who belongs to it already stays what they are. FORBIDDEN `blocked`. */
export const joinAsGuest = command({
  name: 'join-as-guest',
  permission: 'site:join',
  audit: 'member.joined',
  input: z.strictObject({}),
  async run(ctx) {
    const { tx, actor, workspace } = ctx;
    const { count } = await tx.member.createMany({
      data: { workspaceId: workspace.id, userId: actor.userId, role: 'guest' },
      skipDuplicates: true,
    });
    if (count === 0) {
      // Read here, not before: whoever is blocked meanwhile is refused too.
      const blocked = await tx.member.count({
        where: { workspaceId: workspace.id, userId: actor.userId, blockedAt: { not: null } },
      });
      if (blocked > 0) throw blockedHere(workspace);
      ctx.unchanged();
      return { joined: false };
    }
    await ctx.audit({
      targetKind: 'user',
      targetId: actor.userId,
      targetName: actor.name || actor.email,
      changes: { role: { from: null, to: 'guest' } },
    });
    return { joined: true };
  },
});
