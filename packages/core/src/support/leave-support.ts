import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { command } from '../registry/command.ts';

/** Ends the operator's own visit. Leaving twice is the same as once; one that had run out ended when it did. */
export const leaveSupport = command({
  name: 'leave-support',
  permission: 'support:enter',
  audit: 'support.left',
  input: z.strictObject({}),
  async run(ctx) {
    const { tx, workspace, actor } = ctx;
    const [visit] = await rawQuery<{ accessId: string }>(
      tx,
      Prisma.sql`update support_visit set left_at = least(now(), expires_at)
        where workspace_id = ${workspace.id}::uuid and operator_user_id = ${actor.userId}::uuid and left_at is null
        returning access_id as "accessId"`,
    );
    if (visit)
      await ctx.audit({ targetKind: 'support', targetId: visit.accessId, targetName: workspace.name });
    else ctx.unchanged();
    return {};
  },
});
