import { can } from '../access/can.ts';
import type { Permission } from '../access/permissions.ts';
import { operatorPermissions } from '../access/roles.ts';
import { isReadOnly } from '../billing/payment-standing.ts';
import type { WorkspaceContext } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';

/**
 * What goes on without paying: paying itself, exporting, deleting, handing over, leaving, security, and reading what one
 * is told. A command of another permission that takes something away says `whileUnpaid` itself.
 */
const unpaidPermissions: readonly Permission[] = [
  ...operatorPermissions,
  'billing:manage',
  'workspace:export',
  'workspace:delete',
  'workspace:transfer',
  'security:manage',
  'support:manage',
  'self:manage',
  'dashboard:view',
];

/**
 * PAYMENT_REQUIRED `read-only` for whatever adds or changes something in a workspace whose days of grace are over. Decided
 * by what Stripe told us last, so that the first request after the payment is served again.
 */
export function refuseWhileUnpaid(
  ctx: WorkspaceContext,
  { permission, whileUnpaid }: { permission: Permission; whileUnpaid?: true },
): void {
  if (whileUnpaid || unpaidPermissions.includes(permission) || !isReadOnly(ctx.subscription)) return;
  const reason = 'read-only';
  const what = said('takesNothingNew', { workspace: ctx.workspace.name });
  // Bills are the team's business: a guest hears that it is closed, not why.
  if (!can(ctx, 'dashboard:view') && ctx.actor.kind !== 'api-key') {
    throw refusal('PAYMENT_REQUIRED', what, { reason });
  }
  throw new AppError('PAYMENT_REQUIRED', messageFor(ctx), { reason, said: what });
}

function messageFor(ctx: WorkspaceContext): string {
  const { name } = ctx.workspace;
  const remedy = can(ctx, 'billing:manage')
    ? 'Pay the bill under Billing, and everything works again at once.'
    : 'Ask an owner of the workspace to pay it under Billing; then everything works again at once.';
  return `${name} can only be read because a bill has not been paid, so nothing was done. ${remedy}`;
}
