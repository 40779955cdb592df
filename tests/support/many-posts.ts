import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** Fills a workspace with posts by its first member, the first one the newest. Every thousandth is about a lighthouse. */
export async function addManyPosts(
  observer: pg.Pool | pg.Client,
  workspaceId: string,
  count: number,
): Promise<void> {
  await observer.query(
    `insert into post (workspace_id, author_user_id, slug, title, excerpt, body, status, created_at)
     select $1::uuid, (select user_id from member where workspace_id = $1::uuid limit 1), $2 || '-' || n,
       (case when n % 1000 = 0 then 'The lighthouse' else 'A day' end) || ' at sea, entry ' || n,
       'What happened on watch ' || n || '.', 'Words.', 'draft', now() - n * interval '1 second'
     from generate_series(1, $3::int) n`,
    [workspaceId, randomUUID().slice(0, 8), count],
  );
  await observer.query('analyze post, post_search');
}
