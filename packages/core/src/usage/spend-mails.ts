import type { Transaction } from '@archipelago/db/with-workspace';
import type { WorkspaceContext } from '../context/context.ts';
import { limitRefusal } from '../entitlements/refusal-of.ts';
import { usageOf } from '../entitlements/usage-of.ts';
import { type MailKind, takeMails } from './count-mails.ts';

/** Counts the mails that a command is about to queue: all of them, or PAYMENT_REQUIRED when the plan's month has no room. */
export async function spendMails(
  tx: Transaction,
  ctx: WorkspaceContext,
  kind: MailKind,
  amount: number,
): Promise<void> {
  const workspaceId = ctx.workspace.id;
  const allowed = ctx.entitlements.emailsPerMonth;
  if (await takeMails(tx, { workspaceId, kind, amount, allowed })) return;
  throw await limitRefusal(tx, ctx, 'emailsPerMonth', await usageOf(tx, workspaceId, 'emailsPerMonth'));
}
