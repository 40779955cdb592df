import type { CommentPolicy } from '@archipelago/core/comments/comment-policy';
import { createComment } from '@archipelago/core/comments/create-comment';
import { getPublishedPost } from '@archipelago/core/posts/get-published-post';
import { contextFor, type MadeUser, type MadeWorkspace, makeMember } from '../../support/factories.ts';
import type { OwnProduct } from '../../support/own-product.ts';

/** What the tests of comments do over and over in one workspace. */
export function commentsWorld(product: OwnProduct, acme: MadeWorkspace, post: { id: string; slug: string }) {
  const query = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await product.database.observer.query<Row>(sql, [acme.id, ...values])).rows;
  return {
    guest: () => makeMember(acme, 'guest'),
    as: (user: MadeUser | null) => contextFor(user, acme),
    async write(user: MadeUser, body = 'Well said.', parentId?: string) {
      const input = { postId: post.id, body, ...(parentId ? { parentId } : {}) };
      return createComment(await contextFor(user, acme), input);
    },
    async policy(policy: CommentPolicy) {
      await query('update workspace set comment_policy = $2::comment_policy where id = $1', [policy]);
    },
    async stateOf(id: string) {
      const [row] = await query<{ state: string; heldReason: string | null; body: string | null }>(
        `select state::text, held_reason::text as "heldReason", body from comment where workspace_id = $1 and id = $2`,
        [id],
      );
      return row
        ? `${row.body === null ? 'empty ' : ''}${[row.state, row.heldReason].filter(Boolean).join(' ')}`
        : 'gone';
    },
    /** What a visitor of the post sees: texts of threads, each with those of its replies. */
    async seenBy(user: MadeUser | null, asked: { cursor?: string; thread?: string; after?: string } = {}) {
      const { comments } = await getPublishedPost(await contextFor(user, acme), {
        slug: post.slug,
        ...asked,
      });
      const texts = comments.items.map(({ body, replies }) => [body, ...replies.map((reply) => reply.body)]);
      return { texts, count: comments.count, nextCursor: comments.nextCursor, items: comments.items };
    },
    /** The counts that triggers keep, and what they must be. */
    async counts() {
      const [row] = await query<{ kept: unknown; counted: unknown }>(
        `select jsonb_build_object('held', w.held_comments, 'replies', (
            select coalesce(jsonb_object_agg(id, visible_replies), '{}') from comment
              where workspace_id = w.id and parent_id is null), 'posts', (
            select coalesce(jsonb_object_agg(post_id, comments), '{}') from post_tally
              where workspace_id = w.id and comments <> 0)) as kept,
          jsonb_build_object('held', (select count(*) from comment where workspace_id = w.id and state = 'held'),
            'replies', (select coalesce(jsonb_object_agg(p.id, (
                select count(*) from comment r where r.workspace_id = p.workspace_id and r.parent_id = p.id
                  and r.state = 'visible')), '{}')
              from comment p where p.workspace_id = w.id and p.parent_id is null),
            'posts', (select coalesce(jsonb_object_agg(s.post_id, s.shown), '{}') from (
                select post_id, count(*) as shown from comment
                where workspace_id = w.id and state = 'visible' and post_id is not null group by post_id) s)) as counted
        from workspace w where w.id = $1`,
      );
      return row;
    },
    query,
  };
}
