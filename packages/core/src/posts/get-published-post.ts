import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { PostComments, PostCommentsRow } from '../comments/post-comment.ts';
import { postComments } from '../comments/post-comments.ts';
import { postCommentsSql } from '../comments/post-comments-sql.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { id } from '../input/id.ts';
import { cursorInput } from '../paging/keyset.ts';
import { type PostReactions, type PostReactionsRow, postReactions } from '../reactions/post-reactions.ts';
import { postReactionsSql } from '../reactions/post-reactions-sql.ts';
import { query } from '../registry/query.ts';
import { readingMinutes } from './reading-minutes.ts';
import { renderMarkdown } from './render-markdown.ts';

export interface PublishedPost {
  id: string;
  slug: string;
  title: string;
  excerpt: string;
  /** Safe to set as HTML. */
  html: string;
  readingMinutes: number;
  publishedAt: Date;
  updatedAt: Date;
  /** Null when the author has left the workspace, or has no name. */
  authorName: string | null;
  comments: PostComments;
  reactions: PostReactions;
}

type Row = Omit<PublishedPost, 'html' | 'readingMinutes' | 'comments' | 'reactions'> & {
  body: string;
  comments: PostCommentsRow;
  reactions: PostReactionsRow;
};

/**
 * One post of the workspace's site, with a page of its comments or one thread of them, in one statement. A draft is
 * NOT_FOUND, the same as no post.
 */
export const getPublishedPost = query({
  name: 'get-published-post',
  permission: 'site:read',
  input: z.strictObject({
    slug: z.string().max(200),
    /** After which comment. */
    cursor: cursorInput,
    /** One comment and its replies alone. */
    thread: id.optional(),
    /** In that, after which reply. */
    after: cursorInput,
  }),
  async run({ tx, workspace, actor }, { slug, ...asked }): Promise<PublishedPost> {
    const userId = actor.kind === 'user' ? actor.userId : null;
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select p.id, p.slug, p.title, p.excerpt, p.body, p.published_at as "publishedAt",
          p.updated_at as "updatedAt", nullif(u.name, '') as "authorName",
          ${postCommentsSql(workspace.id, Prisma.sql`p.id`, Prisma.sql`p.author_user_id`, { userId, ...asked })} as comments,
          ${postReactionsSql(workspace.id, Prisma.sql`p.id`, userId)} as reactions
        from post p left join "user" u on u.id = p.author_user_id
        where p.workspace_id = ${workspace.id}::uuid and p.slug = ${slug} and p.status = 'published'`,
    );
    if (!rows[0]) {
      throw refusal('NOT_FOUND', said('postUnknown', { workspace: workspace.name }), { reason: 'post-unknown' });
    }
    const { body, comments, reactions, ...post } = rows[0];
    return {
      ...post,
      reactions: postReactions(reactions),
      comments: postComments(comments, asked.thread !== undefined),
      html: renderMarkdown(body),
      readingMinutes: readingMinutes(body),
    };
  },
});
