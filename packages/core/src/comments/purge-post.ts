import type { CommandTools } from '../registry/command-context.ts';
import { purgeAgain } from '../workspaces/purge-again.ts';

/**
 * Makes the CDN forget the post's own page, or without a post the guestbook, once the change is there.
 *
 * @param options.hides whether something is not to be seen there any more.
 */
export async function purgePost(
  { enqueue, tx }: Pick<CommandTools, 'enqueue' | 'tx'>,
  workspaceId: string,
  postId: string | null,
  { hides = false }: { hides?: boolean } = {},
): Promise<void> {
  const part = postId ? { workspaceId, postId } : { workspaceId, guestbook: true as const };
  await enqueue('purge-site', part, postId ?? `guestbook:${workspaceId}`);
  if (hides) await purgeAgain(tx, part);
}
