import type pg from 'pg';

/**
 * Fills a post with comments, the first one the newest: of ten, four are visible and start a thread, three are held, one is
 * removed, and two reply to the first one. All are by one person.
 */
export async function addManyComments(
  observer: pg.Pool,
  on: { workspaceId: string; postId: string; userId: string },
  count: number,
): Promise<{ thread: string }> {
  const client = await observer.connect();
  try {
    await client.query('begin');
    // Written as the triggers would leave it, once instead of row by row.
    await client.query('set local session_replication_role = replica');
    const { rows } = await client.query<{ thread: string }>(
      `with thread as (select gen_random_uuid() as id), made as (
          insert into comment (workspace_id, id, post_id, author_user_id, parent_id, body, state, held_reason, removed_at,
            visible_replies, created_at)
          select $1, case when n = 0 then thread.id else gen_random_uuid() end, $2, $3,
            case when n % 10 in (8, 9) then thread.id end, 'Comment number ' || n,
            (case when n % 10 in (4, 5, 6) then 'held' when n % 10 = 7 then 'removed' else 'visible' end)::comment_state,
            case when n % 10 in (4, 5, 6) then 'first'::comment_held_reason end, case when n % 10 = 7 then now() end,
            case when n = 0 then $4::int / 5 else 0 end, now() - n * interval '1 second'
          from thread, generate_series(0, $4::int - 1) n
        )
        select id as thread from thread`,
      [on.workspaceId, on.postId, on.userId, count],
    );
    await client.query(
      `update workspace set held_comments = (select count(*) from comment where workspace_id = $1 and state = 'held')
        where id = $1`,
      [on.workspaceId],
    );
    await client.query('commit');
    await client.query('analyze comment');
    return { thread: rows[0]?.thread ?? '' };
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
