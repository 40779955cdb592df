import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { Feature } from '../billing/catalogue.ts';
import type { WorkspaceContext } from '../context/context.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { crossesThreshold } from '../usage/thresholds.ts';
import { featureRefusal, limitRefusal } from './refusal-of.ts';
import { type CountedLimit, usageOf } from './usage-of.ts';

/** What a command can ask for. What is counted by the month is taken where it is counted, in one step: `count-use.ts`. */
export type CheckedEntitlement = Exclude<CountedLimit, 'apiRequestsPerMonth' | 'emailsPerMonth'> | Feature;

/**
 * Throws PAYMENT_REQUIRED unless the plan has the feature, or `amount` more fits into the limit. Takes the workspace's row
 * lock first: two requests at once cannot both have the last seat. Where more is in use than the plan has, after a
 * downgrade, nothing more fits, and all that is there stays.
 */
export async function requireEntitlement(
  tx: Transaction,
  ctx: WorkspaceContext,
  entitlement: CheckedEntitlement,
  amount = 1,
): Promise<void> {
  if (isFeature(ctx, entitlement)) {
    if (ctx.entitlements[entitlement]) return;
    throw await featureRefusal(tx, ctx, entitlement);
  }
  await lockWorkspace(tx, ctx.workspace.id);
  const used = await usageOf(tx, ctx.workspace.id, entitlement);
  if (used + amount > ctx.entitlements[entitlement]) throw await limitRefusal(tx, ctx, entitlement, used);
  await warnOfUse(tx, ctx, entitlement, used, amount);
}

/**
 * Has the workspace measured, and whoever may pay warned, when `amount` more crosses a share of the limit. The job is part
 * of the transaction: what is rolled back warns nobody.
 */
export async function warnOfUse(
  tx: Transaction,
  { workspace, entitlements }: WorkspaceContext,
  limit: CountedLimit,
  used: number,
  amount: number,
): Promise<void> {
  if (!crossesThreshold(used, used + amount, entitlements[limit])) return;
  await enqueue(tx, 'measure-workspace', workspace.id, { workspaceId: workspace.id });
}

/** Makes transactions that count and then add wait for each other. Held until the transaction ends. */
export async function lockWorkspace(tx: Transaction, workspaceId: string): Promise<void> {
  await rawQuery(tx, Prisma.sql`select 1 from workspace where id = ${workspaceId}::uuid for no key update`);
}

function isFeature(ctx: WorkspaceContext, entitlement: CheckedEntitlement): entitlement is Feature {
  return typeof ctx.entitlements[entitlement] === 'boolean';
}
