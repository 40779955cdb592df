import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { requireRoomForMails } from '../usage/require-room-for-mails.ts';
import type { IssueState } from './newsletter-issue.ts';
import { type PostStanding, standingOfPost } from './post-standing.ts';

/**
 * Sends a published post for everyone to everybody who is subscribed now, in the background; one that was stopped goes on
 * where it stopped, as long as its post is still open. Refused before the first mail when the plan's month has no room for
 * all of them.
 */
export const sendIssue = command({
  name: 'send-issue',
  permission: 'newsletter:send',
  audit: 'newsletter.issue_started',
  input: z.strictObject({ postId: id }),
  async run(ctx, { postId }) {
    const { tx, workspace } = ctx;
    const workspaceId = workspace.id;
    await lockWorkspace(tx, workspaceId);
    const { post, standing, issue, running, subscribed } = await readStanding(tx, workspaceId, postId);
    if (issue?.state === 'sent') throw isOver();
    if (issue?.state === 'sending') {
      ctx.unchanged();
      return { id: issue.id };
    }
    if (standing === 'post_closed') throw isNotForEveryone();
    if (!post) throw issue ? isOffTheSite() : noSuchPost();
    if (running !== null) throw isBusy(running);
    const toSend = issue ? issue.left : subscribed;
    if (toSend === 0 && !issue) throw nobodyIsThere();
    await requireRoomForMails(tx, ctx, toSend);
    const issueId = issue
      ? await goOn(tx, workspaceId, issue.id)
      : await begin(tx, workspaceId, { postId, total: subscribed, ...post });
    await ctx.enqueue('newsletter-issue', { workspaceId, issueId }, issueId);
    await ctx.audit({
      targetKind: 'issue',
      targetId: issueId,
      targetName: issue?.title ?? post.title,
      changes: {
        state: { from: issue ? 'cancelled' : null, to: 'sending' },
        mails: { from: null, to: toSend },
      },
    });
    return { id: issueId };
  },
});

interface Standing {
  /** When it is published. */
  post: { slug: string; title: string; body: string } | null;
  standing: PostStanding;
  /** Of this post. */
  issue: { id: string; state: IssueState; title: string; left: number } | null;
  /** The title of an issue that is going out. */
  running: string | null;
  subscribed: number;
}

async function readStanding(tx: Transaction, workspaceId: string, postId: string): Promise<Standing> {
  const here = Prisma.sql`workspace_id = ${workspaceId}::uuid`;
  const [found] = await rawQuery<Standing>(
    tx,
    Prisma.sql`select (
        select jsonb_build_object('slug', slug, 'title', title, 'body', body) from post
        where ${here} and id = ${postId}::uuid and status = 'published'
      ) as post, ${standingOfPost(Prisma.sql`${workspaceId}::uuid`, Prisma.sql`${postId}::uuid`)} as standing, (
        select jsonb_build_object('id', id, 'state', state, 'title', title,
          'left', greatest(total - sent - refused, 0))
        from newsletter_issue where ${here} and post_id = ${postId}::uuid
      ) as issue, (
        select title from newsletter_issue where ${here} and state = 'sending' and post_id <> ${postId}::uuid
      ) as running, (
        select count(*) from newsletter_subscriber where ${here} and state = 'subscribed'
      )::integer as subscribed`,
  );
  if (!found) throw new Error('The statement for sending an issue returned no row.');
  return found;
}

async function begin(
  tx: Transaction,
  workspaceId: string,
  issue: { postId: string; total: number; slug: string; title: string; body: string },
): Promise<string> {
  const { slug, title, body, postId, total } = issue;
  const { id: issueId } = await tx.newsletterIssue.create({
    data: { workspaceId, postId, total, slug, title, body },
    select: { id: true },
  });
  return issueId;
}

async function goOn(tx: Transaction, workspaceId: string, issueId: string): Promise<string> {
  await tx.newsletterIssue.updateMany({
    where: { workspaceId, id: issueId },
    data: { state: 'sending', finishedAt: null, stoppedBecause: null },
  });
  return issueId;
}

function noSuchPost(): AppError {
  return new AppError('NOT_FOUND', 'There is no such published post. Publish it first, then send it.', {
    reason: 'post-unknown',
  });
}

function isNotForEveryone(): AppError {
  return new AppError(
    'CONFLICT',
    'Only a post for everyone can be sent: a mailbox asks nobody to sign in. Open the post to everyone, then send it.',
    { reason: 'post-not-for-everyone' },
  );
}

function isOffTheSite(): AppError {
  return new AppError(
    'CONFLICT',
    'The post of this issue is not on your site any more, so the rest of its mails stay here. Publish it again to go on.',
    { reason: 'post-not-published' },
  );
}

function isOver(): AppError {
  return new AppError(
    'CONFLICT',
    'This post went out to everybody who was subscribed. A post is sent once; write another one to send more.',
    { reason: 'issue-over' },
  );
}

function isBusy(title: string): AppError {
  return new AppError(
    'CONFLICT',
    `“${title}” is going out at the moment. Wait until it is done, or stop it, then send this one.`,
    { reason: 'issue-running' },
  );
}

function nobodyIsThere(): AppError {
  return new AppError(
    'CONFLICT',
    'Nobody is subscribed yet, so nothing was sent. Invite people, or let them subscribe on your site.',
    { reason: 'no-subscribers' },
  );
}
