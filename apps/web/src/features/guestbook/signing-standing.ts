import { isReadOnly } from '@archipelago/core/billing/payment-standing';
import type { WorkspaceContext } from '@archipelago/core/context/context';

/** Whether a visitor may sign the guestbook, and if not, what stands in the way. */
export type SigningStanding = 'signs' | 'signed-out' | 'join' | 'not' | 'closed';

export function signingStanding({
  actor,
  grant,
  blocked,
  workspace,
  subscription,
}: WorkspaceContext): SigningStanding {
  const { guestbookSigners, joinPolicy } = workspace;
  if (guestbookSigners === 'nobody' || isReadOnly(subscription)) return 'closed';
  if (actor.kind === 'anonymous') return guestbookSigners === 'visitors' ? 'signs' : 'signed-out';
  if (blocked || grant?.support) return 'not';
  if (grant || guestbookSigners === 'visitors') return 'signs';
  return joinPolicy === 'open' ? 'join' : 'not';
}
