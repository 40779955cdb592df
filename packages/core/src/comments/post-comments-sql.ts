import { Prisma } from '@archipelago/db/generated/client';
import { countSql } from '../members/count-sql.ts';
import { afterCursor, beforeCursor, cursorTime } from '../paging/keyset.ts';
import { publicName } from '../person/public-name.ts';
import { editMinutes } from './edit-minutes.ts';

export const threadsShown = 20;

/** Below each comment of a page of several, or below the only one. */
export function repliesShown(isOneThread: boolean): number {
  return isOneThread ? 50 : 5;
}

export interface PostCommentsAsked {
  /** The signed-in person, who also sees what of theirs is held. */
  userId: string | null;
  /** After which thread. */
  cursor?: string | undefined;
  /** One thread alone. */
  thread?: string | undefined;
  /** In the one thread, after which reply. */
  after?: string | undefined;
}

/**
 * An SQL expression for a page of the comments of one post, newest thread first with its first replies: JSON as
 * `PostCommentsRow`. Costs the same below a hundred comments as below a million.
 *
 * @param post an SQL expression for the post's id.
 * @param author an SQL expression for the id of the post's author.
 */
export function postCommentsSql(
  workspaceId: string,
  post: Prisma.Sql,
  author: Prisma.Sql,
  { userId, cursor, thread, after }: PostCommentsAsked,
): Prisma.Sql {
  const inWorkspace = Prisma.sql`c.workspace_id = ${workspaceId}::uuid`;
  const isOwn = Prisma.sql`coalesce(c.author_user_id = ${userId}::uuid, false)`;
  const threads = Prisma.sql`${inWorkspace} and c.post_id = ${post} and c.parent_id is null
    and ${thread ? Prisma.sql`c.id = ${thread}::uuid` : afterCursor(at, id, cursor)}`;
  const newest = Prisma.sql`order by c.created_at desc, c.id desc limit ${threadsShown + 1}::integer`;
  const oldest = Prisma.sql`order by c.created_at, c.id limit ${repliesShown(thread !== undefined) + 1}::integer`;
  const replies = Prisma.sql`${inWorkspace} and c.parent_id = t.id
    and ${after && thread ? beforeCursor(at, id, after) : Prisma.sql`true`}`;
  const mine = Prisma.sql`c.author_user_id = ${userId}::uuid and c.state = 'held'`;
  // What is held is in no list of what is shown: one's own is added to it.
  const together = (shown: Prisma.Sql, own: Prisma.Sql, order: Prisma.Sql) =>
    userId
      ? Prisma.sql`select c.* from ((select c.* from comment c where ${shown} ${order})
          union all (select c.* from comment c where ${own} ${order})) c ${order}`
      : Prisma.sql`select c.* from comment c where ${shown} ${order}`;
  const json = commentJson({ isOwn, userId, author });
  return Prisma.sql`(
    with page as materialized (
      ${together(
        Prisma.sql`${threads} and (c.state = 'visible' or c.visible_replies > 0)`,
        Prisma.sql`${threads} and ${mine} and c.visible_replies = 0`,
        newest,
      )}
    )
    select jsonb_build_object(
      'count', ${countSql(Prisma.sql`select from comment c where ${inWorkspace} and c.post_id = ${post} and c.state = 'visible'`)},
      'threads', (
        select coalesce(jsonb_agg(${json} || jsonb_build_object('replyCount', c.visible_replies, 'replies', (
          select coalesce(jsonb_agg(answer.json order by answer.created_at, answer.id), '[]') from (
            select c.created_at, c.id, ${json} as json from (
              ${together(
                Prisma.sql`${replies} and c.parent_id is not null and c.state = 'visible'`,
                Prisma.sql`${replies} and ${mine}`,
                oldest,
              )}
            ) c ${people}
          ) answer
        )) order by c.created_at desc, c.id desc), '[]')
        from page t cross join lateral (select t.*) c ${people}
      )
    )
  )`;
}

const at = Prisma.sql`c.created_at`;
const id = Prisma.sql`c.id`;

export const people = Prisma.sql`left join "user" u on u.id = c.author_user_id
  left join member m on m.workspace_id = c.workspace_id and m.user_id = c.author_user_id`;

/** SQL that makes a `PostCommentRow` of `c` and `people`. What is not to be seen does not leave the database. */
export function commentJson({
  isOwn,
  userId,
  author,
}: {
  isOwn: Prisma.Sql;
  userId: string | null;
  author: Prisma.Sql;
}): Prisma.Sql {
  const isSeen = Prisma.sql`(c.state = 'visible' or (c.state = 'held' and ${isOwn}))`;
  const isFresh = Prisma.sql`c.created_at > now() - make_interval(mins => ${editMinutes}::integer)`;
  const isReported = userId
    ? Prisma.sql`exists (select from comment_report r where r.workspace_id = c.workspace_id and r.comment_id = c.id
        and r.user_id = ${userId}::uuid)`
    : Prisma.sql`false`;
  return Prisma.sql`jsonb_build_object('id', c.id, 'state', c.state, 'body', case when ${isSeen} then c.body end,
    'authorName', case when ${isSeen} then coalesce(${publicName}, c.author_name) end,
    'authorImageUrl', case when ${isSeen} then u.image_url end,
    'isByTeam', ${isSeen} and coalesce(m.role <> 'guest', false),
    'isByPostAuthor', ${isSeen} and coalesce(c.author_user_id = ${author}, false),
    'isByVisitor', ${isSeen} and c.author_name is not null,
    'isOwn', ${isSeen} and ${isOwn}, 'isEditable', ${isSeen} and ${isOwn} and ${isFresh}, 'isReported', ${isReported},
    'isGoneByAuthor', c.body is null and c.removed_by_user_id is not distinct from c.author_user_id,
    'createdAt', c.created_at, 'editedAt', case when ${isSeen} then c.edited_at end,
    'cursor_at', ${cursorTime(Prisma.sql`c.created_at`)})`;
}
