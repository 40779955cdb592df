import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf, pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { issueColumns } from './issue-columns.ts';
import type { NewsletterIssueItem } from './newsletter-issue.ts';

export interface NewsletterIssues extends Page<NewsletterIssueItem> {
  /** Published posts for everyone that were not sent yet, newest first; the last fifty. */
  unsentPosts: { id: string; title: string }[];
  /** Who would get one now. */
  subscribed: number;
}

type Row = NewsletterIssueItem & { cursor_at: string };

/** The issues, newest first, with what could be sent next and to how many, in one statement. */
export const listIssues = query({
  name: 'list-issues',
  permission: 'newsletter:read',
  input: z.strictObject({ cursor: cursorInput }),
  async run({ tx, workspace }, { cursor }): Promise<NewsletterIssues> {
    const workspaceId = Prisma.sql`${workspace.id}::uuid`;
    const [found] = await rawQuery<{
      issues: (Omit<Row, 'createdAt' | 'finishedAt'> & { createdAt: string; finishedAt: string | null })[];
      unsentPosts: { id: string; title: string }[];
      subscribed: number;
    }>(
      tx,
      Prisma.sql`select coalesce((
          select jsonb_agg(to_jsonb(i) order by i."createdAt" desc, i.id desc) from (
            select ${issueColumns}, ${cursorTime(Prisma.sql`i.created_at`)} as cursor_at
            from newsletter_issue i where i.workspace_id = ${workspaceId}
              and ${afterCursor(Prisma.sql`i.created_at`, Prisma.sql`i.id`, cursor)}
            order by i.created_at desc, i.id desc limit ${pageSize + 1}::integer
          ) i
        ), '[]') as issues, coalesce((
          select jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title) order by p.published_at desc, p.id desc)
          from (
            select p.id, p.title, p.published_at from post p
            where p.workspace_id = ${workspaceId} and p.status = 'published' and p.audience = 'everyone' and not exists (
              select from newsletter_issue i where i.workspace_id = p.workspace_id and i.post_id = p.id
            )
            order by p.published_at desc, p.id desc limit 50
          ) p
        ), '[]') as "unsentPosts", (
          select count(*) from newsletter_subscriber s
          where s.workspace_id = ${workspaceId} and s.state = 'subscribed'
        )::integer as subscribed`,
    );
    if (!found) throw new Error('The statement for the issues returned no row.');
    const page = pageOf(found.issues, ({ cursor_at: _, createdAt, finishedAt, ...issue }) => ({
      ...issue,
      createdAt: new Date(createdAt),
      finishedAt: finishedAt === null ? null : new Date(finishedAt),
    }));
    return { ...page, unsentPosts: found.unsentPosts, subscribed: found.subscribed };
  },
});
