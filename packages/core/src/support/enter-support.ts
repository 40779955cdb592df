import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { singleLine } from '../input/single-line.ts';
import { command } from '../registry/command.ts';
import { closedToSupport } from './closed-to-support.ts';

/**
 * Lets an operator in, to read, for an hour or until the workspace's consent ends, whichever is first. A visit that is
 * open goes on as it is. NOT_FOUND without consent; CONFLICT `on-the-team` for a member, who has a dashboard already.
 */
export const enterSupport = command({
  name: 'enter-support',
  permission: 'support:enter',
  audit: 'support.entered',
  input: z.strictObject({ reason: singleLine({ shortest: 10, longest: 300, what: 'why you come in' }) }),
  async run(ctx, { reason }) {
    const { tx, workspace, actor, grant } = ctx;
    if (grant?.permissions.includes('dashboard:view')) {
      throw new AppError(
        'CONFLICT',
        `You are on the team of ${workspace.name} yourself. Open its dashboard as what you are there.`,
        { reason: 'on-the-team' },
      );
    }
    // Shared with other operators; whoever ends it waits, and then ends this visit too.
    const [access] = await rawQuery<{ id: string; allowedBy: string }>(
      tx,
      Prisma.sql`select id, allowed_by_name as "allowedBy" from support_access
        where workspace_id = ${workspace.id}::uuid and ended_at is null and expires_at > now()
          and exists (select from operator where user_id = ${actor.userId}::uuid) for share`,
    );
    if (!access) throw closedToSupport();
    const operatorId = Prisma.sql`${actor.userId}::uuid`;
    await rawQuery(
      tx,
      Prisma.sql`update support_visit set left_at = expires_at
        where workspace_id = ${workspace.id}::uuid and operator_user_id = ${operatorId}
          and left_at is null and expires_at <= now()`,
    );
    const [visit] = await rawQuery<{ id: string }>(
      tx,
      Prisma.sql`insert into support_visit
          (workspace_id, access_id, operator_user_id, operator_name, reason, expires_at)
        values (${workspace.id}::uuid, ${access.id}::uuid, ${operatorId}, ${actor.name || actor.email}, ${reason},
          now() + interval '1 hour')
        on conflict (workspace_id, operator_user_id) where left_at is null do nothing returning id`,
    );
    if (!visit) {
      ctx.unchanged();
      return { slug: workspace.slug };
    }
    await ctx.audit({
      targetKind: 'support',
      targetId: access.id,
      targetName: workspace.name,
      changes: {
        reason: { from: null, to: reason },
        'let in by': { from: null, to: access.allowedBy },
      },
    });
    return { slug: workspace.slug };
  },
});
