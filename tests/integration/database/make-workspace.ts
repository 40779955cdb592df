import { randomUUID } from 'node:crypto';
import { withStripeCustomer } from '@archipelago/db/with-stripe-customer';
import { withUser } from '@archipelago/db/with-user';
import { withWorkspace } from '@archipelago/db/with-workspace';

export interface MadeWorkspace {
  id: string;
  slug: string;
  ownerId: string;
  ownerClerkUserId: string;
  postId: string;
  stripeCustomerId: string;
  stripeEventId: string;
}

/** A workspace with an owner and one row in every table that workspaces have. */
export async function makeWorkspace(): Promise<MadeWorkspace> {
  const id = randomUUID();
  const unique = id.slice(0, 13);
  const ownerId = randomUUID();
  const ownerClerkUserId = `user_${unique}`;
  const stripeCustomerId = `cus_${unique}`;
  const stripeEventId = `evt_${unique}`;
  const postId = randomUUID();
  const [periodStart, periodEnd] = [new Date('2026-12-15T00:00:00Z'), new Date('2027-01-15T00:00:00Z')];

  await withUser({ clerkUserId: ownerClerkUserId }, (tx) =>
    tx.user.create({
      data: { id: ownerId, clerkUserId: ownerClerkUserId, email: `${unique}@owner.test`, name: 'Owner' },
    }),
  );
  await withWorkspace(id, async (tx) => {
    const workspaceId = id;
    await tx.workspace.create({ data: { id, slug: `w-${unique}`, name: 'Workspace' } });
    await tx.member.create({ data: { workspaceId, userId: ownerId, role: 'owner' } });
    await tx.post.create({
      data: { workspaceId, id: postId, slug: 'first', title: 'First', body: 'Text', authorUserId: ownerId },
    });
    await tx.invitation.create({
      data: {
        workspaceId,
        email: `${unique}@invited.test`,
        role: 'member',
        tokenHash: unique,
        invitedByUserId: ownerId,
        expiresAt: periodEnd,
      },
    });
    await tx.auditEvent.create({
      data: {
        workspaceId,
        actorKind: 'user',
        actorId: ownerId,
        actorName: 'Owner',
        action: 'workspace.created',
        targetKind: 'workspace',
        targetName: 'Workspace',
        requestId: unique,
      },
    });
    const apiKey = await tx.apiKey.create({
      data: {
        workspaceId,
        name: 'Key',
        hint: 'arch_test_…',
        secretHash: '0'.repeat(64),
        scopes: [],
        userId: ownerId,
      },
    });
    await tx.apiAnswer.create({
      data: {
        workspaceId,
        apiKeyId: apiKey.id,
        keyHash: unique,
        fingerprint: '',
        status: 200,
        headers: {},
        body: '',
      },
    });
    await tx.usageCounter.create({
      data: { workspaceId, meter: 'api-requests', period: new Date('2026-11-01'), used: 1 },
    });
    const day = { workspaceId, meter: 'api-requests', day: new Date('2026-11-01') };
    await tx.usageDay.create({ data: { ...day, source: apiKey.id, used: 1 } });
    await tx.usageHour.create({
      data: { workspaceId, meter: 'api-requests', hour: new Date('2026-11-01T10:00:00Z'), used: 1 },
    });
    await tx.usageReport.create({ data: { ...day, quantity: 1, identifier: `usage:${unique}` } });
    await tx.usageWarning.create({
      data: {
        workspaceId,
        meter: 'api-requests',
        period: new Date('2026-11-01'),
        threshold: 80,
        used: 8,
        allowed: 10,
      },
    });
    await tx.billingCustomer.create({ data: { workspaceId, stripeCustomerId } });
    await tx.subscription.create({
      data: {
        workspaceId,
        stripeSubscriptionId: `sub_${unique}`,
        plan: 'pro',
        interval: 'month',
        status: 'active',
        seats: 1,
        currentPeriodStart: periodStart,
        currentPeriodEnd: periodEnd,
        syncedAt: periodStart,
      },
    });
  });
  await withStripeCustomer(stripeCustomerId, (tx) =>
    tx.stripeEvent.create({
      data: {
        id: stripeEventId,
        type: 'customer.created',
        livemode: false,
        stripeCustomerId,
        created: periodStart,
        payload: {},
      },
    }),
  );
  return { id, slug: `w-${unique}`, ownerId, ownerClerkUserId, postId, stripeCustomerId, stripeEventId };
}
