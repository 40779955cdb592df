import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { lockIssue } from './lock-issue.ts';

/** Stops an issue where it is. What is out is out, a handful of mails that are on their way too; sending it goes on from there. */
export const cancelIssue = command({
  name: 'cancel-issue',
  permission: 'newsletter:send',
  audit: 'newsletter.issue_cancelled',
  whileUnpaid: true,
  input: z.strictObject({ issueId: id }),
  async run(ctx, { issueId }) {
    const { tx, workspace } = ctx;
    const { state, title } = await lockIssue(tx, workspace.id, issueId);
    if (state === 'cancelled') {
      ctx.unchanged();
      return { id: issueId };
    }
    if (state === 'sent') {
      throw new AppError('CONFLICT', 'This issue has gone out to everybody. There is nothing left to stop.', {
        reason: 'issue-over',
      });
    }
    await tx.newsletterIssue.updateMany({
      where: { workspaceId: workspace.id, id: issueId },
      data: { state: 'cancelled', finishedAt: new Date() },
    });
    await ctx.audit({
      targetKind: 'issue',
      targetId: issueId,
      targetName: title,
      changes: { state: { from: 'sending', to: 'cancelled' } },
    });
    return { id: issueId };
  },
});
