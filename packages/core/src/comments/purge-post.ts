import type { CommandTools } from '../registry/command-context.ts';
import { purgeAgain } from '../workspaces/purge-again.ts';

/**
 * Makes the CDN forget the post's own page, or without a post the guestbook, once the change is there; and the home page, which
 * tells of both.
 *
 * @param options.hides whether something is not to be seen there any more.
 * @param options.isOnHome whether the home page tells of it too.
 */
export async function purgePost(
  { enqueue, tx }: Pick<CommandTools, 'enqueue' | 'tx'>,
  workspaceId: string,
  postId: string | null,
  { hides = false, isOnHome = true }: { hides?: boolean; isOnHome?: boolean } = {},
): Promise<void> {
  const part = postId ? { workspaceId, postId } : { workspaceId, guestbook: true as const };
  await enqueue('purge-site', part, postId ?? `guestbook:${workspaceId}`);
  if (hides) await purgeAgain(tx, part);
  if (!isOnHome) return;
  // A job of its own: of many posts that people write below at once, none waits for the one page that tells of all.
  const home = { workspaceId, home: true as const };
  await enqueue('purge-site', home, `home:${workspaceId}`);
  if (hides) await purgeAgain(tx, home);
}
