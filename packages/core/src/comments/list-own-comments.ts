import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { WorkspaceContext } from '../context/context.ts';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf } from '../paging/keyset.ts';
import { isFor } from '../posts/audience-sql.ts';
import { readableAudiences } from '../posts/post-audience.ts';
import { query } from '../registry/query.ts';
import type { CommentState } from './comment-states.ts';
import { editMinutes } from './edit-minutes.ts';

const ownShown = 20;

/** What somebody wrote below a post or in the guestbook, as they see it themselves. */
export interface OwnComment {
  id: string;
  /** Whether it is an entry of the guestbook. */
  isEntry: boolean;
  /** Null for an entry, and for a post that is not to be read, or not by them any more. */
  post: { slug: string; title: string } | null;
  /** The comment it replies to. */
  parentId: string | null;
  body: string;
  state: CommentState;
  isEditable: boolean;
  createdAt: Date;
  editedAt: Date | null;
}

/** Everything the signed-in person wrote in this workspace and did not delete, newest first. Nobody else's. */
export const listOwnComments = query({
  name: 'list-own-comments',
  permission: 'self:manage',
  input: z.strictObject({ cursor: cursorInput }),
  async run({ tx, workspace, actor, grant }, { cursor }): Promise<Page<OwnComment>> {
    if (actor.kind !== 'user') return { items: [], nextCursor: null };
    const rows = await rawQuery<OwnComment & { cursor_at: string }>(
      tx,
      ownCommentsSql(workspace.id, { userId: actor.userId, mayRead: { actor, grant }, cursor }),
    );
    return pageOf(rows, ({ cursor_at: _, ...comment }) => comment, ownShown);
  },
});

/** Exported for the test that reads its plan. */
export function ownCommentsSql(
  workspaceId: string,
  {
    userId,
    mayRead,
    cursor,
  }: {
    userId: string;
    mayRead: Pick<WorkspaceContext, 'actor' | 'grant'>;
    cursor?: string | undefined;
  },
): Prisma.Sql {
  return Prisma.sql`select c.id, c.post_id is null as "isEntry",
      case when p.id is not null then jsonb_build_object('slug', p.slug, 'title', p.title) end as post,
      c.parent_id as "parentId", c.body, c.state::text,
      c.state <> 'removed' and c.created_at > now() - make_interval(mins => ${editMinutes}::integer) as "isEditable",
      c.created_at as "createdAt", c.edited_at as "editedAt", ${cursorTime(Prisma.sql`c.created_at`)} as cursor_at
    from comment c
      left join post p on p.workspace_id = c.workspace_id and p.id = c.post_id and p.status = 'published'
        and ${isFor(readableAudiences(mayRead))}
    where c.workspace_id = ${workspaceId}::uuid and c.author_user_id = ${userId}::uuid and c.body is not null
      and ${afterCursor(Prisma.sql`c.created_at`, Prisma.sql`c.id`, cursor)}
    order by c.created_at desc, c.id desc limit ${ownShown + 1}::integer`;
}
