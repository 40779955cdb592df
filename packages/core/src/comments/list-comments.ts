import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { id } from '../input/id.ts';
import { afterCursor, cursorInput, limitInput, type Page, pageOf } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { type CommentItem, type CommentRow, selectComments } from './comment-item.ts';
import { commentList } from './comment-resource.ts';
import { type CommentState, commentStates } from './comment-states.ts';

/** As the indexes say it. */
const ofState: Record<CommentState, Prisma.Sql> = {
  visible: Prisma.sql`c.state = 'visible'`,
  held: Prisma.sql`c.state = 'held'`,
  removed: Prisma.sql`c.state = 'removed' and c.body is not null`,
};

export interface CommentFilter {
  state?: CommentState | undefined;
  postId?: string | undefined;
  authorUserId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** All comments, held and removed ones included, newest first. */
export const listComments = query({
  name: 'list-comments',
  permission: 'comments:read',
  api: {
    method: 'GET',
    path: '/comments',
    group: 'Comments',
    summary: 'List comments',
    description: 'Held and removed ones included, newest first, comments and replies alike.',
    output: commentList,
  },
  input: z.strictObject({
    state: z.enum(commentStates, 'A comment is visible, held or removed.').optional(),
    postId: id.optional().describe('Only those below this post.'),
    authorUserId: id.optional().describe('Only those of this person.'),
    cursor: cursorInput,
    limit: limitInput,
  }),
  async run({ tx, workspace }, filter): Promise<Page<CommentItem>> {
    const rows = await rawQuery<CommentRow>(tx, commentsSql(workspace.id, filter));
    return pageOf(rows, ({ cursor_at: _, ...comment }) => comment, filter.limit);
  },
});

/** Exported for the test that reads its plan. */
export function commentsSql(workspaceId: string, filter: CommentFilter): Prisma.Sql {
  const { state, postId, authorUserId, cursor, limit } = filter;
  const wanted = [
    Prisma.sql`c.workspace_id = ${workspaceId}::uuid`,
    state ? ofState[state] : Prisma.sql`c.body is not null`,
    ...(postId ? [Prisma.sql`c.post_id = ${postId}::uuid`] : []),
    ...(authorUserId ? [Prisma.sql`c.author_user_id = ${authorUserId}::uuid`] : []),
    afterCursor(Prisma.sql`c.created_at`, Prisma.sql`c.id`, cursor),
  ];
  return Prisma.sql`${selectComments} where ${Prisma.join(wanted, ' and ')}
    order by c.created_at desc, c.id desc limit ${limit + 1}::integer`;
}
