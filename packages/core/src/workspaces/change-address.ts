import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { addressChanges } from './address-changes.ts';
import { requireFreeAddress } from './require-free-address.ts';
import { workspaceSlug } from './workspace-fields.ts';

/**
 * Moves the workspace to another address. The one before leads to it for good, and can be taken back by this workspace
 * alone. CONFLICT, with free addresses, when another workspace has or had the new one.
 */
export const changeAddress = command({
  name: 'change-address',
  permission: 'workspace:update',
  audit: 'workspace.address_changed',
  input: z.strictObject({ address: workspaceSlug }),
  async run(ctx, { address }) {
    const { tx, workspace } = ctx;
    const where = { id: workspace.id };
    await lockWorkspace(tx, workspace.id);
    const before = await tx.workspace.findUniqueOrThrow({ where, select: { slug: true, name: true } });
    if (before.slug === address) {
      ctx.unchanged();
      return { slug: address };
    }
    await requireFreeAddress(tx, address, 'address', workspace.id);
    await requireChangeLeft(tx, workspace.id);
    await tx.workspace.update({ where, data: { slug: address }, select: { id: true } });
    await ctx.audit({
      targetKind: 'workspace',
      targetId: workspace.id,
      targetName: before.name,
      changes: { address: { from: before.slug, to: address } },
    });
    await ctx.enqueue('purge-site', { workspaceId: workspace.id });
    await ctx.enqueue('sync-domain-map', { workspaceId: workspace.id });
    return { slug: address };
  },
});

/** Counts in the audit log, where nothing is ever taken out of the last 30 days. */
async function requireChangeLeft(tx: Transaction, workspaceId: string): Promise<void> {
  const { most, days } = addressChanges;
  const changes = await rawQuery<{ at: Date }>(
    tx,
    Prisma.sql`select created_at as at from audit_event
      where workspace_id = ${workspaceId}::uuid and created_at > now() - make_interval(days => ${days}::int)
        and action = 'workspace.address_changed'
      order by created_at desc limit ${most}`,
  );
  const oldest = changes[most - 1]?.at;
  if (!oldest) return;
  const wait = oldest.getTime() + days * 24 * 60 * 60 * 1000 - Date.now();
  const daysLeft = Math.max(1, Math.ceil(wait / (24 * 60 * 60 * 1000)));
  throw new AppError(
    'TOO_MANY_REQUESTS',
    `An address can change ${most} times in ${days} days, and yours has. Try again in ${daysLeft === 1 ? 'a day' : `${daysLeft} days`}.`,
    { retryAfterSeconds: Math.max(60, Math.ceil(wait / 1000)) },
  );
}
