import { withWorkspace } from '@archipelago/db/with-workspace';
import { imageUrl } from '../files/image-url.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { poke } from '../jobs/poke.ts';
import { type Claim, requireClaim } from '../jobs/steps.ts';
import { log } from '../log/log.ts';
import { type MailPool, openMailPool } from '../mail/send-mail.ts';
import { newsletterIssueMail } from '../mail/templates/newsletter-issue.ts';
import { picturesIn } from '../posts/pictures-in.ts';
import { byName, plainPicture } from '../posts/post-picture.ts';
import { siteUrl } from '../workspaces/site-url.ts';
import { claimedBefore, claimNext } from './claim-deliveries.ts';
import { finishIssue } from './finish-issue.ts';
import { issueHtml } from './issue-html.ts';
import { issueMessageId } from './issue-message-id.ts';
import { mailRefusal } from './mail-refusal.ts';
import { leaveUrl } from './newsletter-links.ts';
import { beginDelivery, deliveryWasRefused, deliveryWasTaken } from './settle-delivery.ts';

export interface IssueMailOptions {
  /** The job that does the work; without one nobody can take it over. */
  claim?: Claim | undefined;
  /** When to leave the rest to a job of its own, so that exports and erasures get their turn. */
  until?: Date;
  /** Where a crash may come between; tests stop there. */
  onStep?: (step: 'claimed' | 'begun' | 'taken' | 'settled') => Promise<void>;
}

/** At a time: what a crash may leave unsaid, and send again under the same Message-ID. */
export const issueLanes = 5;
const sliceMilliseconds = 60_000;

/**
 * Sends an issue on: first what an earlier attempt left open, then batch by batch whoever is next, as long as its post is
 * there for everyone. Each mail is a row that
 * is claimed before it is sent and settled after it was taken. A worker that dies between these two leaves a mail of which
 * nobody knows; it is sent again under the same Message-ID, by which mailboxes keep one.
 */
export async function sendIssueMails(
  { workspaceId, issueId }: { workspaceId: string; issueId: string },
  options: IssueMailOptions = {},
): Promise<void> {
  const { claim, until = new Date(Date.now() + sliceMilliseconds), onStep = async () => {} } = options;
  const message = await prepareIssue(workspaceId, issueId);
  if (!message) return;
  const pool = openMailPool(issueLanes);
  try {
    const deliver = (subscriberId: string) =>
      sendOne({ workspaceId, issueId, subscriberId }, { pool, message, claim, onStep });
    for (let after: string | null = null; ; ) {
      const ids: string[] = await claimedBefore({ workspaceId, issueId }, after);
      if (ids.length === 0) break;
      await inLanes(ids, deliver);
      after = ids.at(-1) ?? null;
      if (Date.now() >= until.getTime()) return await continueLater(workspaceId, issueId, claim);
    }
    for (;;) {
      const ids = await claimNext({ workspaceId, issueId }, claim);
      if (ids.length === 0) break;
      await onStep('claimed');
      await inLanes(ids, deliver);
      if (Date.now() >= until.getTime()) return await continueLater(workspaceId, issueId, claim);
    }
  } finally {
    pool.close();
  }
  await finish(workspaceId, issueId);
}

type MessageOf = (subscriberId: string) => {
  message: ReturnType<typeof newsletterIssueMail>;
  unsubscribeUrl: string;
  list: string;
};

/** Null when the issue was stopped, is over, or is gone. */
async function prepareIssue(workspaceId: string, issueId: string): Promise<MessageOf | null> {
  const found = await withWorkspace(workspaceId, async (tx) => {
    const issue = await tx.newsletterIssue.findFirst({
      where: { workspaceId, id: issueId, state: 'sending' },
      include: { workspace: true },
    });
    return issue && { issue, pictures: await picturesIn(tx, workspaceId, issue.body) };
  });
  if (!found) return null;
  const { workspace, title, slug, body } = found.issue;
  const pictures = byName(found.pictures, (picture) =>
    plainPicture(picture, (path, width) => imageUrl(workspace, path, width)),
  );
  const html = issueHtml(body, {
    siteUrl: siteUrl(workspace, '/'),
    accent: workspace.accent,
    picture: pictures,
  });
  const postUrl = siteUrl(workspace, `/posts/${encodeURIComponent(slug)}`);
  return (subscriberId) => {
    const unsubscribeUrl = leaveUrl(workspace.slug, workspaceId, subscriberId);
    return {
      message: newsletterIssueMail({ workspace, title, text: body, html, postUrl, unsubscribeUrl }),
      unsubscribeUrl,
      list: `newsletter.${workspace.slug}`,
    };
  };
}

async function sendOne(
  mail: { workspaceId: string; issueId: string; subscriberId: string },
  {
    pool,
    message: messageOf,
    claim,
    onStep,
  }: {
    pool: MailPool;
    message: MessageOf;
    claim: Claim | undefined;
    onStep: NonNullable<IssueMailOptions['onStep']>;
  },
): Promise<void> {
  const begun = await beginDelivery(mail, claim);
  if (!begun) return;
  await onStep('begun');
  const { message, ...options } = messageOf(mail.subscriberId);
  try {
    await pool.send(begun.email, message, issueMessageId(mail), options);
  } catch (error) {
    const refusal = mailRefusal(error);
    await deliveryWasRefused(mail, refusal, begun.attempts);
    // The server is away, or refuses us: nobody else's mail would fare better.
    if (refusal.kind === 'ours') throw error;
    return;
  }
  await onStep('taken');
  await deliveryWasTaken(mail);
  await onStep('settled');
}

/** A few at a time. What fails stops the others before their next one. */
async function inLanes(ids: readonly string[], run: (id: string) => Promise<void>): Promise<void> {
  const rest = [...ids];
  const failures: unknown[] = [];
  const lane = async () => {
    while (failures.length === 0) {
      const id = rest.shift();
      if (id === undefined) return;
      await run(id).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: issueLanes }, lane));
  if (failures.length > 0) throw failures[0];
}

async function continueLater(workspaceId: string, issueId: string, claim: Claim | undefined): Promise<void> {
  await withWorkspace(workspaceId, async (tx) => {
    if (claim) await requireClaim(tx, claim);
    await enqueue(tx, 'newsletter-issue', issueId, { workspaceId, issueId });
  });
}

/** @throws when mails wait for their servers: the queue then tries again, later each time. */
async function finish(workspaceId: string, issueId: string): Promise<void> {
  const isOver = await finishIssue(workspaceId, issueId);
  if (!isOver) return;
  await poke('jobs-background');
  log.info('newsletter.sent', { workspaceId, issueId });
}
