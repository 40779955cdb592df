import type { CommandTools } from '../registry/command-context.ts';

/** Makes the CDN forget the post's own page, or without a post the guestbook, once the change is there. */
export async function purgePost(
  { enqueue }: Pick<CommandTools, 'enqueue'>,
  workspaceId: string,
  postId: string | null,
): Promise<void> {
  if (postId) await enqueue('purge-site', { workspaceId, postId }, postId);
  else await enqueue('purge-site', { workspaceId, guestbook: true }, `guestbook:${workspaceId}`);
}
