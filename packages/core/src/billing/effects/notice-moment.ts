import { withWorkspace } from '@archipelago/db/with-workspace';
import { dueEffects } from './due-effects.ts';
import { recordEffects } from './record-effects.ts';

/**
 * Makes what has become due in a workspace since nobody at Stripe did anything: the reminders of a trial, the end of the
 * days of grace. Looks at what is so now, whatever the job was queued for; running twice adds nothing.
 */
export async function noticeMoment(workspaceId: string, now = new Date()): Promise<void> {
  await withWorkspace(workspaceId, async (tx) => {
    const subscription = await tx.subscription.findUnique({ where: { workspaceId } });
    if (subscription) await recordEffects(tx, workspaceId, dueEffects(subscription, now));
  });
}
