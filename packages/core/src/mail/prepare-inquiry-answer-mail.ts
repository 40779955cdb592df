import { withWorkspace } from '@archipelago/db/with-workspace';
import { workspaceUrl } from '../workspaces/workspace-url.ts';
import type { PreparedMail } from './send-queued-mail.ts';
import { inquiryAnswerMail } from './templates/inquiry-answer.ts';

/**
 * An answer to whoever wrote to the workspace, as one more mail of the same thread. What they answer reaches the person who
 * wrote it. Null when it is out already, or was deleted.
 */
export async function prepareInquiryAnswerMail(
  workspaceId: string,
  messageId: string,
): Promise<PreparedMail | null> {
  const found = await withWorkspace(workspaceId, async (tx) => {
    const message = await tx.inquiryMessage.findFirst({
      where: { workspaceId, id: messageId, direction: 'sent', mailedAt: null },
      include: { workspace: true, author: true, inquiry: true },
    });
    if (!message) return null;
    const earlier = await tx.inquiryMessage.findMany({
      where: {
        workspaceId,
        inquiryId: message.inquiryId,
        direction: 'sent',
        createdAt: { lt: message.createdAt },
      },
      orderBy: [{ createdAt: 'asc' }],
      take: 20,
      select: { id: true },
    });
    const first = await tx.inquiryMessage.findFirst({
      where: { workspaceId, inquiryId: message.inquiryId, direction: 'received' },
      orderBy: [{ createdAt: 'asc' }],
      select: { body: true },
    });
    return { ...message, earlier, asked: first?.body ?? '' };
  });
  if (!found) return null;
  const { workspace, author, inquiry, body, earlier, asked } = found;
  return {
    to: inquiry.email,
    message: inquiryAnswerMail({
      workspace,
      subject: inquiry.subject,
      authorName: author?.name || workspace.name,
      body,
      asked,
      contactUrl: workspaceUrl(workspace.slug, '/contact'),
    }),
    messageId: idOf(messageId),
    replyTo: author?.email || undefined,
    follows: earlier.map(({ id }) => idOf(id)),
    sent: () =>
      withWorkspace(workspaceId, async (tx) => {
        await tx.inquiryMessage.updateMany({
          where: { workspaceId, id: messageId },
          data: { mailedAt: new Date() },
        });
      }),
  };
}

function idOf(messageId: string): string {
  return `inquiry-answer.${messageId}`;
}
