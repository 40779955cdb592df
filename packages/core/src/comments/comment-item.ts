import { Prisma } from '@archipelago/db/generated/client';
import { cursorTime } from '../paging/keyset.ts';
import type { CommentState, HeldReason, ReportReason } from './comment-states.ts';

/** A comment as those who moderate and the API see it. */
export interface CommentItem {
  id: string;
  /** Null for an entry of the guestbook, as is the address. */
  postId: string | null;
  postSlug: string | null;
  postTitle: string;
  parentId: string | null;
  /** Name of whoever wrote what it replies to; null when it is no reply, or they are not known any more. */
  repliesTo: string | null;
  authorUserId: string | null;
  /** Null when the author has left the workspace. A visitor of the guestbook says what they are called. */
  authorName: string | null;
  authorImageUrl: string | null;
  /** The author's membership, while they have one. */
  memberId: string | null;
  isGuest: boolean;
  isBlocked: boolean;
  body: string;
  state: CommentState;
  heldReason: HeldReason | null;
  /** Since somebody last let it stay. */
  reports: number;
  reportReasons: ReportReason[];
  createdAt: Date;
  editedAt: Date | null;
  removedAt: Date | null;
  removedByName: string | null;
}

export type CommentRow = CommentItem & { cursor_at: string };

/** What an entry of the guestbook stands below, in sentences. */
export const guestbookTitle = 'the guestbook';

/** SQL that reads items: `where`, `order` and `limit` over `c` go behind it. */
export const selectComments = Prisma.sql`select c.id, c.post_id as "postId", p.slug as "postSlug", coalesce(p.title, ${guestbookTitle}) as "postTitle",
    c.parent_id as "parentId", coalesce(nullif(pu.name, ''), pu.email) as "repliesTo", c.author_user_id as "authorUserId",
    coalesce(nullif(u.name, ''), u.email, c.author_name) as "authorName", u.image_url as "authorImageUrl", m.id as "memberId",
    coalesce(m.role = 'guest', false) as "isGuest", m.blocked_at is not null as "isBlocked", c.body, c.state::text,
    c.held_reason::text as "heldReason", r.reports, r.reasons as "reportReasons", c.created_at as "createdAt",
    c.edited_at as "editedAt", c.removed_at as "removedAt", coalesce(nullif(ru.name, ''), ru.email) as "removedByName",
    ${cursorTime(Prisma.sql`c.created_at`)} as cursor_at
  from comment c
    left join post p on p.workspace_id = c.workspace_id and p.id = c.post_id
    left join "user" u on u.id = c.author_user_id
    left join "user" ru on ru.id = c.removed_by_user_id
    left join member m on m.workspace_id = c.workspace_id and m.user_id = c.author_user_id
    left join comment pc on pc.workspace_id = c.workspace_id and pc.id = c.parent_id
    left join "user" pu on pu.id = pc.author_user_id
    cross join lateral (
      select count(*)::int as reports, coalesce(array_agg(distinct reason::text), '{}') as reasons from comment_report
      where workspace_id = c.workspace_id and comment_id = c.id and settled_at is null
    ) r`;
