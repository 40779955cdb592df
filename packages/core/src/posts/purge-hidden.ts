import { enqueue } from '../jobs/enqueue.ts';
import type { CommandTools } from '../registry/command-context.ts';

const aWhile = 15_000;

/**
 * Makes the CDN forget the site once something on it is hidden from people who could read it, and again a while later: a page
 * that was being rendered while this was decided may be kept after the first time.
 */
export async function purgeHidden(
  ctx: Pick<CommandTools, 'enqueue' | 'tx'>,
  workspaceId: string,
): Promise<void> {
  await ctx.enqueue('purge-site', { workspaceId });
  const startAfter = new Date(Date.now() + aWhile);
  await enqueue(ctx.tx, 'purge-site-again', workspaceId, { workspaceId }, { startAfter });
}
