import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { id } from '../input/id.ts';
import { query } from '../registry/query.ts';
import { issueColumns } from './issue-columns.ts';
import { noSuchIssue } from './lock-issue.ts';
import type { NewsletterIssueItem } from './newsletter-issue.ts';
import { type PostStanding, standingOfPost } from './post-standing.ts';

export interface IssueReport extends NewsletterIssueItem {
  postId: string;
  /** Of the post, now: one that stopped goes on only when it is open. */
  post: PostStanding;
  /** Mails whose server asked to wait. */
  waiting: number;
  /** Of those that were not taken, or came back: the last fifty. */
  failures: { email: string; state: 'refused' | 'bounced'; reason: string }[];
}

/** One issue, how far it is, and what went wrong, in one statement. */
export const getIssue = query({
  name: 'get-issue',
  permission: 'newsletter:read',
  input: z.strictObject({ issueId: id }),
  async run({ tx, workspace }, { issueId }): Promise<IssueReport> {
    const [issue] = await rawQuery<IssueReport>(
      tx,
      Prisma.sql`select ${issueColumns}, i.post_id as "postId",
          ${standingOfPost(Prisma.sql`i.workspace_id`, Prisma.sql`i.post_id`)} as post, (
          select count(*) from newsletter_delivery d
          where d.workspace_id = i.workspace_id and d.issue_id = i.id and d.state = 'claimed' and d.retry_at > now()
        )::integer as waiting, coalesce((
          select jsonb_agg(jsonb_build_object('email', f.email, 'state', f.state, 'reason', f.reason)
            order by f.settled_at desc)
          from (
            select s.email, d.state, coalesce(d.reason, '') as reason, d.settled_at
            from newsletter_delivery d
              join newsletter_subscriber s on s.workspace_id = d.workspace_id and s.id = d.subscriber_id
            where d.workspace_id = i.workspace_id and d.issue_id = i.id and d.state in ('refused', 'bounced')
            order by d.settled_at desc limit 50
          ) f
        ), '[]') as failures
        from newsletter_issue i where i.workspace_id = ${workspace.id}::uuid and i.id = ${issueId}::uuid`,
    );
    if (!issue) throw noSuchIssue();
    return issue;
  },
});
