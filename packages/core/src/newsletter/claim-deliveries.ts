import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { entitlementsOf } from '../billing/entitlements-of.ts';
import { type Claim, requireClaim } from '../jobs/steps.ts';
import { countMails } from '../usage/count-mails.ts';
import type { IssueMail } from './issue-message-id.ts';
import { type PostStanding, standingOfPost } from './post-standing.ts';
import { stopClosedIssue } from './stop-closed-issue.ts';

const batchSize = 50;
const beforeAll = '00000000-0000-0000-0000-000000000000';

type Issue = Omit<IssueMail, 'subscriberId'>;

/** Mails that were claimed before and have no outcome: by a worker that died, or because their server asked to wait. */
export async function claimedBefore(
  { workspaceId, issueId }: Issue,
  after: string | null,
): Promise<string[]> {
  const rows = await withWorkspace(workspaceId, (tx) =>
    rawQuery<{ id: string }>(
      tx,
      Prisma.sql`select subscriber_id as id from newsletter_delivery
        where workspace_id = ${workspaceId}::uuid and issue_id = ${issueId}::uuid and state = 'claimed'
          and (retry_at is null or retry_at <= now()) and subscriber_id > ${after ?? beforeAll}::uuid
        order by subscriber_id limit ${batchSize}::integer`,
    ),
  );
  return rows.map(({ id }) => id);
}

/**
 * Claims the next subscribers: a row for each before its mail is sent, in the transaction that moves the issue on and
 * counts the mails. Nobody is claimed twice, by the row's primary key. Empty when all are, or when the issue was stopped;
 * it stops here when its post is not for everyone any more.
 */
export async function claimNext(
  { workspaceId, issueId }: Issue,
  claim: Claim | undefined,
): Promise<string[]> {
  return withWorkspace(workspaceId, async (tx) => {
    const here = Prisma.sql`workspace_id = ${workspaceId}::uuid and id = ${issueId}::uuid`;
    const [issue] = await rawQuery<{ reached: string | null; title: string; post: PostStanding }>(
      tx,
      Prisma.sql`select i.reached, i.title,
          ${standingOfPost(Prisma.sql`i.workspace_id`, Prisma.sql`i.post_id`)} as post
        from newsletter_issue i where ${here} and i.state = 'sending' for update of i`,
    );
    if (!issue) return [];
    if (claim) await requireClaim(tx, claim);
    if (issue.post !== 'open') {
      await stopClosedIssue(tx, { workspaceId, issueId, title: issue.title }, issue.post);
      return [];
    }
    const rows = await rawQuery<{ id: string }>(
      tx,
      Prisma.sql`insert into newsletter_delivery (workspace_id, issue_id, subscriber_id)
        select s.workspace_id, ${issueId}::uuid, s.id from newsletter_subscriber s
        where s.workspace_id = ${workspaceId}::uuid and s.state = 'subscribed'
          and s.id > ${issue.reached ?? beforeAll}::uuid
          and s.confirmed_at <= (select created_at from newsletter_issue where ${here})
        order by s.id limit ${batchSize}::integer
        on conflict do nothing returning subscriber_id as id`,
    );
    const ids = rows.map(({ id }) => id).sort();
    const last = ids.at(-1);
    if (!last) return [];
    await tx.newsletterIssue.updateMany({
      where: { workspaceId, id: issueId },
      data: { reached: last },
    });
    const allowed = entitlementsOf(
      await tx.subscription.findUnique({ where: { workspaceId } }),
    ).emailsPerMonth;
    await countMails(tx, { workspaceId, kind: 'newsletter', amount: ids.length, allowed });
    return ids;
  });
}
