import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { singleLine } from '../input/single-line.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { command } from '../registry/command.ts';
import { endOpenAccess } from './end-open-access.ts';
import { supportDurationNames, supportDurations } from './support-durations.ts';

/**
 * Lets the platform's operators look into the dashboard, from now on and for so long. CONFLICT `support-open` while they
 * may already: consent is given anew, never made longer.
 */
export const allowSupport = command({
  name: 'allow-support',
  permission: 'support:manage',
  audit: 'support.allowed',
  input: z.strictObject({
    duration: z.enum(supportDurationNames, 'Choose for how long.'),
    note: singleLine({ shortest: 0, longest: 300, what: 'a note' }).default(''),
  }),
  async run(ctx, { duration, note }) {
    const { tx, workspace, actor } = ctx;
    const { interval, label } = supportDurations[duration];
    await endOpenAccess(tx, workspace.id, { expiredOnly: true });
    const [access] = await rawQuery<{ id: string; expiresAt: Date }>(
      tx,
      Prisma.sql`insert into support_access (workspace_id, allowed_by_user_id, allowed_by_name, note, expires_at)
        values (${workspace.id}::uuid, ${actor.userId}::uuid, ${actor.name || actor.email}, ${note},
          now() + ${interval}::interval)
        on conflict (workspace_id) where ended_at is null do nothing
        returning id, expires_at as "expiresAt"`,
    );
    if (!access) {
      throw new AppError(
        'CONFLICT',
        'Support may come in already. To change for how long, end the access first and allow it again.',
        { reason: 'support-open' },
      );
    }
    await ctx.audit({
      targetKind: 'support',
      targetId: access.id,
      targetName: 'Support',
      changes: {
        duration: { from: null, to: label },
        ...(note ? { note: { from: null, to: note } } : {}),
      },
    });
    // A date here drops what is below a millisecond, and a job that comes too early finds nothing to do.
    const startAfter = new Date(access.expiresAt.getTime() + 1_000);
    const payload = { workspaceId: workspace.id, accessId: access.id };
    await enqueue(tx, 'expire-support', access.id, payload, { startAfter });
    return access;
  },
});
