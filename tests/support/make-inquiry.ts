import { randomUUID } from 'node:crypto';
import { withWorkspace } from '@archipelago/db/with-workspace';
import type { MadeUser, MadeWorkspace } from './factories.ts';

/** An open inquiry of somebody unknown, unless said otherwise. */
export async function makeInquiry(
  workspace: MadeWorkspace,
  over: {
    subject?: string;
    body?: string;
    email?: string;
    state?: 'open' | 'closed' | 'spam';
    writer?: MadeUser;
  } = {},
): Promise<{ id: string }> {
  const { state = 'open', subject = 'Opening hours', body = 'When are you open?', writer } = over;
  const id = randomUUID();
  await withWorkspace(workspace.id, async (tx) => {
    await tx.inquiry.createMany({
      data: {
        workspaceId: workspace.id,
        id,
        userId: writer?.userId ?? null,
        name: 'Nadia Haddad',
        email: over.email ?? 'nadia@example.test',
        subject,
        state,
        closedAt: state === 'closed' ? new Date() : null,
      },
    });
    await tx.inquiryMessage.createMany({
      data: { workspaceId: workspace.id, inquiryId: id, direction: 'received', body },
    });
  });
  return { id };
}
