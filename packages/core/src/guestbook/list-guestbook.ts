import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { PostComment, PostCommentRow } from '../comments/post-comment.ts';
import { postComment } from '../comments/post-comments.ts';
import { commentJson, people } from '../comments/post-comments-sql.ts';
import { afterCursor, cursorInput, type Page, pageOf } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';

const entriesShown = 30;

/** The entries of the guestbook, newest first: those that everybody sees and one's own that wait, or one's own alone. */
export const listGuestbook = query({
  name: 'list-guestbook',
  permission: 'site:read',
  input: z.strictObject({ mine: z.enum(['yes']).optional(), cursor: cursorInput }),
  async run({ tx, workspace, actor }, { mine, cursor }): Promise<Page<PostComment>> {
    const userId = actor.kind === 'user' ? actor.userId : null;
    const rows = await rawQuery<{ entry: PostCommentRow }>(
      tx,
      guestbookSql(workspace.id, { userId, mine: mine === 'yes', cursor }),
    );
    return pageOf(
      rows.map(({ entry }) => entry),
      postComment,
      entriesShown,
    );
  },
});

/** Exported for the test that reads its plan. */
export function guestbookSql(
  workspaceId: string,
  { userId, mine = false, cursor }: { userId: string | null; mine?: boolean; cursor?: string | undefined },
): Prisma.Sql {
  const entries = Prisma.sql`c.workspace_id = ${workspaceId}::uuid and c.post_id is null
    and ${afterCursor(Prisma.sql`c.created_at`, Prisma.sql`c.id`, cursor)}`;
  const newest = Prisma.sql`order by c.created_at desc, c.id desc limit ${entriesShown + 1}::integer`;
  const whose = mine ? Prisma.sql`c.author_user_id = ${userId}::uuid` : Prisma.sql`true`;
  const shown = Prisma.sql`select c.* from comment c
    where ${entries} and c.state = 'visible' and ${whose} ${newest}`;
  const own = Prisma.sql`select c.* from comment c
    where ${entries} and c.author_user_id = ${userId}::uuid and c.state = 'held' ${newest}`;
  const isOwn = Prisma.sql`coalesce(c.author_user_id = ${userId}::uuid, false)`;
  const page = userId ? Prisma.sql`(${shown}) union all (${own})` : shown;
  return Prisma.sql`select ${commentJson({ isOwn, userId, author: Prisma.sql`null::uuid` })} as entry
    from (select c.* from (${page}) c ${newest}) c ${people}
    order by c.created_at desc, c.id desc`;
}
