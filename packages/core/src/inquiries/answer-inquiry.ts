import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import { id } from '../input/id.ts';
import { limit } from '../rate-limits/limit.ts';
import { command } from '../registry/command.ts';
import { spendMails } from '../usage/spend-mails.ts';
import { lockInquiry } from './lock-inquiry.ts';
import { messageBody } from './message-body.ts';

const ofPerson = { limit: 60, seconds: 3_600 };

/**
 * Answers by mail, and keeps the answer in the thread. The mail is queued in the same transaction; an inquiry that was
 * closed, or taken for spam, is open again, and one that nobody has is whoever answers'. The same words sent twice within
 * ten minutes are one answer.
 */
export const answerInquiry = command({
  name: 'answer-inquiry',
  permission: 'inquiries:answer',
  audit: 'inquiry.answered',
  input: z.strictObject({
    inquiryId: id,
    body: messageBody,
    /** Closes it, too. */
    close: z.enum(['yes', 'no']).default('no'),
  }),
  async prepare({ workspace, actor }) {
    await limit(`inquiry-answers:${workspace.id}:${actor.userId}`, ofPerson);
  },
  async run(ctx, { inquiryId, body, close }) {
    const { tx, workspace, actor } = ctx;
    const inquiry = await lockInquiry(tx, workspace.id, inquiryId);
    if (await isRepeated(tx, { workspaceId: workspace.id, inquiryId, userId: actor.userId, body })) {
      ctx.unchanged();
      return { id: inquiryId, state: inquiry.state };
    }
    const state = close === 'yes' ? 'closed' : 'open';
    const { id: messageId } = await tx.inquiryMessage.create({
      data: { workspaceId: workspace.id, inquiryId, direction: 'sent', authorUserId: actor.userId, body },
      select: { id: true },
    });
    await tx.inquiry.updateMany({
      where: { workspaceId: workspace.id, id: inquiryId },
      data: {
        state,
        answeredAt: new Date(),
        closedAt: state === 'closed' ? new Date() : null,
        assigneeUserId: inquiry.assigneeUserId ?? actor.userId,
      },
    });
    // After the inquiry, whose count is in the workspace's row: other commands take that row before they count mails.
    await spendMails(tx, ctx, 'answer', 1);
    await ctx.enqueue('mail', { message: 'inquiry-answer', workspaceId: workspace.id, messageId });
    await ctx.audit({
      targetKind: 'inquiry',
      targetId: inquiryId,
      targetName: inquiry.subject,
      changes: state === inquiry.state ? {} : { state: { from: inquiry.state, to: state } },
    });
    return { id: inquiryId, state };
  },
});

async function isRepeated(
  tx: Transaction,
  { workspaceId, inquiryId, userId, body }: Record<'workspaceId' | 'inquiryId' | 'userId' | 'body', string>,
): Promise<boolean> {
  const before = await tx.inquiryMessage.findFirst({
    where: {
      workspaceId,
      inquiryId,
      direction: 'sent',
      authorUserId: userId,
      body,
      createdAt: { gt: new Date(Date.now() - 600_000) },
    },
    select: { id: true },
  });
  return before !== null;
}
