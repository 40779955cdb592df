import { randomUUID } from 'node:crypto';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { type MadeUser, type MadeWorkspace, makePost } from './factories.ts';

export interface MadeComment {
  id: string;
  postId: string;
}

/** A visible comment of the owner's below a new post, unless said otherwise. */
export async function makeComment(
  workspace: MadeWorkspace,
  over: {
    postId?: string;
    parentId?: string;
    author?: MadeUser;
    body?: string;
    state?: 'visible' | 'held' | 'removed';
    createdAt?: Date;
  } = {},
): Promise<MadeComment> {
  const postId = over.postId ?? (await makePost(workspace, { status: 'published' })).id;
  const { state = 'visible' } = over;
  const id = randomUUID();
  await withWorkspace(workspace.id, (tx) =>
    tx.comment.createMany({
      data: {
        workspaceId: workspace.id,
        id,
        postId,
        parentId: over.parentId ?? null,
        authorUserId: (over.author ?? workspace.owner).userId,
        body: over.body ?? 'Well said.',
        state,
        heldReason: state === 'held' ? 'first' : null,
        removedAt: state === 'removed' ? new Date() : null,
        ...(over.createdAt ? { createdAt: over.createdAt } : {}),
      },
    }),
  );
  return { id, postId };
}
