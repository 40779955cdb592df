import { withWorkspace } from '@archipelago/db/with-workspace';
import type { UserActor, WorkspaceContext } from '../context/context.ts';
import { stripe } from './stripe.ts';

/**
 * The workspace's Stripe customer, created when it has none. One per workspace, whoever asks and however often: Stripe
 * answers a repeated idempotency key with the same customer, and our primary key keeps the first.
 */
export async function ensureCustomer(ctx: WorkspaceContext & { actor: UserActor }): Promise<string> {
  const workspaceId = ctx.workspace.id;
  const known = await findCustomer(workspaceId);
  if (known) return known;

  // Only what never changes goes under the idempotency key; a name or an owner that changed between two attempts would make
  // Stripe refuse the second one.
  const { id } = await stripe().customers.create(
    { metadata: { workspaceId } },
    { idempotencyKey: `customer:${workspaceId}` },
  );
  await stripe().customers.update(id, { name: ctx.workspace.name, email: ctx.actor.email || undefined });
  return withWorkspace(workspaceId, async (tx) => {
    await tx.billingCustomer.createMany({
      data: { workspaceId, stripeCustomerId: id },
      skipDuplicates: true,
    });
    const kept = await tx.billingCustomer.findUniqueOrThrow({ where: { workspaceId } });
    return kept.stripeCustomerId;
  });
}

/** The workspace's Stripe customer, or null while it never had anything to do with billing. */
export async function findCustomer(workspaceId: string): Promise<string | null> {
  const row = await withWorkspace(workspaceId, (tx) =>
    tx.billingCustomer.findUnique({ where: { workspaceId }, select: { stripeCustomerId: true } }),
  );
  return row?.stripeCustomerId ?? null;
}
