import type { Transaction } from '@archipelago/db/with-workspace';
import type { WorkspaceContext } from '../context/context.ts';
import { usageOf } from '../entitlements/usage-of.ts';
import { AppError } from '../errors/app-error.ts';

const number = new Intl.NumberFormat('en-GB');

/**
 * PAYMENT_REQUIRED when the plan's month has no room for so many mails, which are counted when each goes out: what is
 * stopped on the way, or left by its readers, is not paid for.
 */
export async function requireRoomForMails(
  tx: Transaction,
  ctx: WorkspaceContext,
  amount: number,
): Promise<void> {
  const allowed = ctx.entitlements.emailsPerMonth;
  const used = await usageOf(tx, ctx.workspace.id, 'emailsPerMonth');
  if (used + amount <= allowed) return;
  const room = Math.max(0, allowed - used);
  throw new AppError(
    'PAYMENT_REQUIRED',
    `This needs ${number.format(amount)} e-mails, and this month has room for ${number.format(room)} of the plan’s ${number.format(allowed)}. Nothing was sent. Wait for the first of next month (UTC), or have an owner choose a larger plan under Billing.`,
    { reason: 'emailsPerMonth' },
  );
}
