import { withWorkspace } from '@archipelago/db/with-workspace';
import type { WorkspaceContext } from '../context/context.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { toAppError } from '../errors/to-app-error.ts';
import {
  definitionOf,
  type NotificationType,
  notificationDefinition,
  notificationTypeNames,
} from './notification-types.ts';
import { isUnsubscribeKey } from './unsubscribe-link.ts';

export interface UnsubscribeRequest {
  person: string;
  type: string;
  key: string;
}

/**
 * What the link of a mail would end, as people call it.
 *
 * @throws AppError NOT_FOUND for a link we did not make.
 */
export function unsubscribeTitle(
  { workspace }: WorkspaceContext,
  { person, type, key }: UnsubscribeRequest,
): string {
  const title = type === 'digest' ? 'The daily digest' : notificationDefinition(type)?.title;
  if (!title || !isUnsubscribeKey({ workspaceId: workspace.id, userId: person, type }, key)) {
    throw refusal('NOT_FOUND', said('linkIncomplete'), { reason: 'broken-link' });
  }
  return title;
}

/**
 * Ends one kind of mail for one person, on the strength of the link alone: a mailbox does this for them, where nobody is
 * signed in. Doing it twice is the same as once.
 */
export async function unsubscribe(context: WorkspaceContext, request: UnsubscribeRequest): Promise<void> {
  unsubscribeTitle(context, request);
  const workspaceId = context.workspace.id;
  const { person: userId, type } = request;
  const types = type === 'digest' ? notificationTypeNames : [type as NotificationType];
  const channel = type === 'digest' ? 'digest' : 'mail';
  try {
    await withWorkspace(workspaceId, async (tx) => {
      await tx.notificationPreference.createMany({
        data: types.map((one) => ({ workspaceId, userId, type: one, ...definitionOf(one).defaults })),
        skipDuplicates: true,
      });
      await tx.notificationPreference.updateMany({
        where: { workspaceId, userId, type: { in: types } },
        data: { [channel]: false },
      });
    });
  } catch (error) {
    throw toAppError(error, context.request, 'unsubscribe');
  }
}
