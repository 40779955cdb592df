import { loadRequestContext } from '../context/load-context.ts';
import { AppError } from '../errors/app-error.ts';
import { getPostCard, type PostCard } from './get-post-card.ts';

/** What the card of a post shows, for anybody; null where there is no such post, or no such workspace. */
export async function findPostCard(asked: {
  workspace: string;
  post: string;
  requestId: string;
}): Promise<PostCard | null> {
  const { workspace } = await loadRequestContext({
    slug: asked.workspace,
    clerkUserId: null,
    request: { requestId: asked.requestId, ip: null, country: null },
  });
  if (!workspace) return null;
  try {
    return await getPostCard(workspace, { slug: asked.post });
  } catch (error) {
    if (error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST'))
      return null;
    throw error;
  }
}
