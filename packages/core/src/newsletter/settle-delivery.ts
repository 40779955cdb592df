import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import type { Claim } from '../jobs/steps.ts';
import type { IssueMail } from './issue-message-id.ts';
import type { MailRefusal } from './mail-refusal.ts';
import { standingOfPost } from './post-standing.ts';

/** After so many the address is given up for this issue: about an hour. */
export const mostAttempts = 5;

/**
 * Counts an attempt, and says where to send it. Null when it has an outcome, the issue was stopped, its post is not for
 * everyone any more, or another worker has taken the job over: nothing is to be sent then. Whoever has left since is taken out of it.
 */
export async function beginDelivery(
  mail: IssueMail,
  claim: Claim | undefined,
): Promise<{ email: string; attempts: number } | null> {
  return withWorkspace(mail.workspaceId, async (tx) => {
    const [found] = await rawQuery<{ email: string; attempts: number; isWanted: boolean }>(
      tx,
      Prisma.sql`update newsletter_delivery d set attempts = d.attempts + 1
        from newsletter_subscriber s, newsletter_issue i
        where ${ofMail(mail)} and d.state = 'claimed'
          and s.workspace_id = d.workspace_id and s.id = d.subscriber_id
          and i.workspace_id = d.workspace_id and i.id = d.issue_id and i.state = 'sending'
          and ${standingOfPost(Prisma.sql`i.workspace_id`, Prisma.sql`i.post_id`)} = 'open'
          and ${isHeld(claim)}
        returning s.email, d.attempts, s.state = 'subscribed' as "isWanted"`,
    );
    if (!found) return null;
    if (found.isWanted) return found;
    await rawQuery(tx, Prisma.sql`delete from newsletter_delivery d where ${ofMail(mail)} returning 1`);
    return null;
  });
}

function isHeld(claim: Claim | undefined): Prisma.Sql {
  if (!claim) return Prisma.sql`true`;
  return Prisma.sql`exists (select from pgboss.job
    where id = ${claim.id}::uuid and state = 'active' and retry_count = ${claim.retryCount})`;
}

/** Writes down that the mail server has taken it. */
export async function deliveryWasTaken(mail: IssueMail): Promise<void> {
  await settle(mail, 'sent', null);
}

/** Writes down what became of a mail that was not taken. */
export async function deliveryWasRefused(
  mail: IssueMail,
  { kind, reason }: MailRefusal,
  attempts: number,
): Promise<void> {
  if (kind === 'gone') await settle(mail, 'bounced', reason);
  else if (kind === 'refused' || (kind === 'later' && attempts >= mostAttempts)) {
    await settle(mail, 'refused', reason);
  } else if (kind === 'later') await wait(mail, reason, attempts);
  else await undo(mail);
}

/** The row and the issue's count change together, once, however often this is asked for. */
async function settle(
  mail: IssueMail,
  state: 'sent' | 'refused' | 'bounced',
  reason: string | null,
): Promise<void> {
  const { workspaceId, issueId, subscriberId } = mail;
  const counter = Prisma.raw(state === 'sent' ? 'sent' : 'refused');
  await withWorkspace(workspaceId, async (tx) => {
    const settled = await rawQuery(
      tx,
      Prisma.sql`with settled as (
          update newsletter_delivery d set state = ${state}::newsletter_delivery_state, settled_at = now(),
            reason = ${reason}, retry_at = null
          where ${ofMail(mail)} and d.state = 'claimed' returning 1
        )
        update newsletter_issue set ${counter} = ${counter} + 1
        where workspace_id = ${workspaceId}::uuid and id = ${issueId}::uuid and exists (select from settled)
        returning 1`,
    );
    if (state !== 'bounced' || settled.length === 0) return;
    await tx.newsletterSubscriber.updateMany({
      where: { workspaceId, id: subscriberId, state: 'subscribed' },
      data: { state: 'bounced', bouncedAt: new Date(), bounceReason: reason },
    });
  });
}

async function wait(mail: IssueMail, reason: string, attempts: number): Promise<void> {
  await withWorkspace(mail.workspaceId, (tx) =>
    rawQuery(
      tx,
      Prisma.sql`update newsletter_delivery d set reason = ${reason},
          retry_at = now() + ${attempts * 5}::integer * interval '1 minute'
        where ${ofMail(mail)} and d.state = 'claimed' returning 1`,
    ),
  );
}

/** It was no attempt at the address. */
async function undo(mail: IssueMail): Promise<void> {
  await withWorkspace(mail.workspaceId, (tx) =>
    rawQuery(
      tx,
      Prisma.sql`update newsletter_delivery d set attempts = greatest(d.attempts - 1, 0)
        where ${ofMail(mail)} and d.state = 'claimed' returning 1`,
    ),
  );
}

function ofMail({ workspaceId, issueId, subscriberId }: IssueMail): Prisma.Sql {
  return Prisma.sql`d.workspace_id = ${workspaceId}::uuid and d.issue_id = ${issueId}::uuid
    and d.subscriber_id = ${subscriberId}::uuid`;
}
