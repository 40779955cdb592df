import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/**
 * Fills a workspace with people, the first one the newest: half of them on the team, half guests. Every thousandth is
 * called Ottoline, and their address is `<position>@<host>`.
 */
export async function addManyMembers(
  observer: pg.Pool | pg.Client,
  workspaceId: string,
  count: number,
): Promise<{ host: string }> {
  const host = `${randomUUID().slice(0, 8)}.test`;
  // Triggers keep the plans of their session, and one made for a small table reads a large one from end to end.
  await observer.query('discard plans');
  await observer.query(
    `with made as (
      insert into "user" (clerk_user_id, name, email)
      select 'user_' || $1 || n,
        (case when n % 1000 = 0 then 'Ottoline' else 'Person' end) || ' Number ' || n, n || '@' || $1
      from generate_series(1, $2::int) n returning id, email
    )
    insert into member (workspace_id, user_id, role, created_at)
    select $3::uuid, id, (case when n % 2 = 0 then 'member' else 'guest' end)::role, now() - n * interval '1 second'
    from (select id, split_part(email, '@', 1)::int as n from made) people`,
    [host, count, workspaceId],
  );
  await observer.query('analyze member, member_search, "user"');
  return { host };
}
