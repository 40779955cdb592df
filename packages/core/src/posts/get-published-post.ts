import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { PostComments, PostCommentsRow } from '../comments/post-comment.ts';
import { postComments } from '../comments/post-comments.ts';
import { postCommentsSql } from '../comments/post-comments-sql.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { id } from '../input/id.ts';
import { languageOf } from '../language/languages.ts';
import { cursorInput } from '../paging/keyset.ts';
import { publicName } from '../person/public-name.ts';
import { type PostReactions, type PostReactionsRow, postReactions } from '../reactions/post-reactions.ts';
import { postReactionsSql } from '../reactions/post-reactions-sql.ts';
import { query } from '../registry/query.ts';
import { isFor } from './audience-sql.ts';
import { markdownWords } from './markdown-words.ts';
import { type PostAudience, readableAudiences } from './post-audience.ts';
import { type PostPicture, picturesOf } from './post-picture.ts';
import { renderMarkdown } from './render-markdown.ts';
import { type PostHeading, withAnchors } from './with-anchors.ts';

export interface PublishedPost {
  id: string;
  slug: string;
  title: string;
  excerpt: string;
  /** What its author wrote for everybody; empty where the excerpt is the beginning of the text. */
  summary: string;
  audience: PostAudience;
  /** Whether it is not for whoever asks: they see the title and the excerpt, and nothing else of it. */
  isLocked: boolean;
  /** Safe to set as HTML; empty of a locked one. */
  html: string;
  /** Those that the text shows; `withPictures` says how. */
  pictures: PostPicture[];
  /** The sections of the text, each with its name in `html`. */
  headings: PostHeading[];
  /** Zero of a locked one. */
  readingMinutes: number;
  coverPath: string | null;
  coverAlt: string;
  publishedAt: Date;
  updatedAt: Date;
  /** When the CDN was last told to forget its page; null for never. */
  purgedAt: Date | null;
  /** Null when the author has left the workspace, or has no name. */
  authorName: string | null;
  comments: PostComments;
  reactions: PostReactions;
  /** Published next after it, and next before it; null where it is the newest or the oldest. */
  newer: PostNeighbour | null;
  older: PostNeighbour | null;
}

/** What everybody sees of a post, whoever it is for. */
export interface PostNeighbour {
  slug: string;
  title: string;
}

/** What is for readers alone is null of a locked one. */
type Row = Omit<PublishedPost, 'html' | 'headings' | 'comments' | 'reactions' | 'pictures'> & {
  body: string | null;
  pictures: PostPicture[] | null;
  comments: PostCommentsRow | null;
  reactions: PostReactionsRow | null;
};

const noComments: PostComments = { items: [], count: 0, nextCursor: null };
const noReactions = postReactions({ likes: 0, ratings: 0, stars: 0, isLiked: false, ownStars: null });

/**
 * One post of the workspace's site, with a page of its comments or one thread of them, in one statement. A draft is
 * NOT_FOUND, the same as no post. Of one that is not for whoever asks, neither text nor cover
 * nor comments nor what it is liked leave the database.
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
  async run(ctx, { slug, ...asked }): Promise<PublishedPost> {
    const { tx, workspace, actor } = ctx;
    const isOpen = isFor(readableAudiences(ctx));
    const userId = actor.kind === 'user' ? actor.userId : null;
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select p.id, p.slug, p.title, p.excerpt, p.summary, p.audience::text, not ${isOpen} as "isLocked",
          case when ${isOpen} then p.body end as body, case when ${isOpen} then p.cover_path end as "coverPath",
          case when ${isOpen} then p.cover_alt else '' end as "coverAlt",
          case when ${isOpen} then p.reading_minutes else 0 end as "readingMinutes", p.published_at as "publishedAt",
          p.updated_at as "updatedAt", (
            select t.purged_at from post_tally t where t.workspace_id = p.workspace_id and t.post_id = p.id
          ) as "purgedAt", ${publicName} as "authorName",
          case when ${isOpen} then ${postCommentsSql(workspace.id, Prisma.sql`p.id`, Prisma.sql`p.author_user_id`, { userId, ...asked })}
            end as comments,
          case when ${isOpen} then ${picturesOf(Prisma.sql`p.workspace_id`, Prisma.sql`p.id`)} end as pictures,
          case when ${isOpen} then ${postReactionsSql(workspace.id, Prisma.sql`p.id`, userId)} end as reactions,
          ${neighbour('newer')} as newer, ${neighbour('older')} as older
        from post p left join "user" u on u.id = p.author_user_id
        where p.workspace_id = ${workspace.id}::uuid and p.slug = ${slug} and p.status = 'published'`,
    );
    if (!rows[0]) {
      throw refusal('NOT_FOUND', said('postUnknown', { workspace: workspace.name }), {
        reason: 'post-unknown',
      });
    }
    const { body, comments, reactions, pictures, ...post } = rows[0];
    return {
      ...post,
      comments: comments ? postComments(comments, asked.thread !== undefined) : noComments,
      reactions: reactions ? postReactions(reactions) : noReactions,
      pictures: pictures ?? [],
      ...withAnchors(body === null ? '' : renderMarkdown(body, markdownWords[languageOf(workspace)])),
    };
  },
});

/** SQL for the published post beside a post `p`, from an index whichever it is. */
function neighbour(side: 'newer' | 'older'): Prisma.Sql {
  const isBeside = side === 'newer' ? Prisma.sql`>` : Prisma.sql`<`;
  const order = side === 'newer' ? Prisma.sql`asc` : Prisma.sql`desc`;
  return Prisma.sql`(select jsonb_build_object('slug', n.slug, 'title', n.title) from post n
    where n.workspace_id = p.workspace_id and n.status = 'published'
      and (n.published_at, n.id) ${isBeside} (p.published_at, p.id)
    order by n.published_at ${order}, n.id ${order} limit 1)`;
}
