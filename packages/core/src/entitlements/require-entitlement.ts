import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { type Feature, planDescriptions } from '../billing/catalogue.ts';
import { planOf } from '../billing/entitlements-of.ts';
import type { WorkspaceContext } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';
import { formatBytes } from './format-bytes.ts';
import { type CountedLimit, usageOf } from './usage-of.ts';

export type CheckedEntitlement = CountedLimit | Feature;

const counted: Record<CountedLimit, { noun: string; remedy: string; write?: (amount: number) => string }> = {
  seats: {
    noun: 'seats',
    remedy: 'Remove somebody, revoke an open invitation, or choose a larger plan under Billing.',
  },
  posts: { noun: 'posts', remedy: 'Delete posts you no longer need, or choose a larger plan under Billing.' },
  storageBytes: {
    noun: 'of storage',
    remedy: 'Remove files you no longer need, or choose a larger plan under Billing.',
    write: formatBytes,
  },
  apiKeys: {
    noun: 'API keys',
    remedy: 'Revoke a key that nothing uses any more, or choose a larger plan under Billing.',
  },
  customDomains: {
    noun: 'custom domains',
    remedy: 'Remove one you no longer need, or choose a larger plan under Billing.',
  },
};

const features: Record<Feature, string> = {
  outboundWebhooks: 'Webhooks to your own systems',
  brandingRemoval: 'Hiding “Made with Archipelago”',
};

/**
 * Throws PAYMENT_REQUIRED unless the plan has the feature, or `amount` more fits into the limit. Takes the workspace's row
 * lock first: two requests at once cannot both have the last seat.
 */
export async function requireEntitlement(
  tx: Transaction,
  ctx: WorkspaceContext,
  entitlement: CheckedEntitlement,
  amount = 1,
): Promise<void> {
  const plan = planDescriptions[planOf(ctx.subscription)].name;
  if (isFeature(entitlement)) {
    if (ctx.entitlements[entitlement]) return;
    throw new AppError(
      'PAYMENT_REQUIRED',
      `${features[entitlement]} is not part of the ${plan} plan. Choose a larger plan under Billing.`,
      { reason: entitlement },
    );
  }
  await lockWorkspace(tx, ctx.workspace.id);
  const used = await usageOf(tx, ctx.workspace.id, entitlement);
  const limit = ctx.entitlements[entitlement];
  if (used + amount <= limit) return;
  const { noun, remedy, write = String } = counted[entitlement];
  const taken = used < limit ? `${write(used)} are taken already` : 'all are taken';
  throw new AppError(
    'PAYMENT_REQUIRED',
    `The ${plan} plan has ${write(limit)} ${noun} and ${taken}. ${remedy}`,
    {
      reason: entitlement,
    },
  );
}

/** Makes transactions that count and then add wait for each other. Held until the transaction ends. */
export async function lockWorkspace(tx: Transaction, workspaceId: string): Promise<void> {
  await rawQuery(tx, Prisma.sql`select 1 from workspace where id = ${workspaceId}::uuid for no key update`);
}

function isFeature(entitlement: CheckedEntitlement): entitlement is Feature {
  return entitlement in features;
}
