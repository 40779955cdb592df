import type { CommandTools } from '../registry/command-context.ts';

/** Makes the CDN forget the post's own page once the change is there. */
export async function purgePost(
  { enqueue }: Pick<CommandTools, 'enqueue'>,
  workspaceId: string,
  postId: string,
): Promise<void> {
  await enqueue('purge-site', { workspaceId, postId }, postId);
}
