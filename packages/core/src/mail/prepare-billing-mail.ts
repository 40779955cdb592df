import { withWorkspace } from '@archipelago/db/with-workspace';
import type { BillingEffect, EffectKind } from '../billing/effects/billing-effect.ts';
import { overdueStatuses, paymentStanding } from '../billing/payment-standing.ts';
import { readInvoice } from '../billing/read-for-mail.ts';
import { workspaceUrl } from '../workspaces/workspace-url.ts';
import type { PreparedMail } from './send-queued-mail.ts';
import { billingMail } from './templates/billing.ts';

/**
 * Goes to the address that the bills go to; without one, to the owners. Null when it was sent already, when what it would
 * say is not so any more (the trial was extended, the card has worked meanwhile), or when nobody has an address.
 */
export async function prepareBillingMail(
  workspaceId: string,
  effectId: string,
): Promise<PreparedMail | null> {
  const found = await readEffect(workspaceId, effectId);
  if (!found || !isStillSo(found)) return null;
  const { effect, workspace, subscription, billingEmail, owners } = found;
  const to = billingEmail ? [billingEmail] : owners;
  if (to.length === 0) return null;
  const invoice = 'invoice' in effect.details ? await readInvoice(effect.details.invoice) : null;
  const standing = paymentStanding(subscription);
  return {
    to,
    message: billingMail({
      workspace,
      effect,
      invoice,
      hasCard: Boolean(subscription?.paymentMethod),
      isFirstPayment: subscription?.status === 'incomplete',
      graceUntil: standing.state === 'grace' ? standing.until : null,
      billingUrl: workspaceUrl(workspace.slug, '/dashboard/billing'),
      reason: billingEmail
        ? `You get this because the bills of ${workspace.name} go to this address.`
        : `You get this because you are an owner of ${workspace.name}.`,
    }),
    messageId: `billing.${effectId}`,
    sent: () =>
      withWorkspace(workspaceId, async (tx) => {
        await tx.billingEffect.updateMany({
          where: { workspaceId, id: effectId },
          data: { mailedAt: new Date() },
        });
      }),
  };
}

type FoundEffect = NonNullable<Awaited<ReturnType<typeof readEffect>>>;

async function readEffect(workspaceId: string, effectId: string) {
  return withWorkspace(workspaceId, async (tx) => {
    const row = await tx.billingEffect.findFirst({
      where: { workspaceId, id: effectId, mailedAt: null },
      include: { workspace: { include: { subscription: true, billingCustomer: true } } },
    });
    if (!row) return null;
    const owners = await tx.member.findMany({
      where: { workspaceId, role: 'owner' },
      include: { user: { select: { email: true } } },
      orderBy: { createdAt: 'asc' },
    });
    const { key, details, workspace } = row;
    return {
      effect: { key, kind: row.kind as EffectKind, details } as unknown as BillingEffect,
      workspace,
      subscription: workspace.subscription,
      billingEmail: workspace.billingCustomer?.billingEmail || null,
      owners: owners.map(({ user }) => user.email).filter((email) => email !== ''),
    };
  });
}

function isStillSo({ effect, subscription }: FoundEffect): boolean {
  switch (effect.kind) {
    case 'trial-ending':
      return (
        subscription?.status === 'trialing' &&
        subscription.stripeSubscriptionId === effect.details.subscription &&
        subscription.trialEndsAt?.toISOString() === effect.details.endsAt
      );
    case 'payment-failed':
      return subscription !== null && overdueStatuses.includes(subscription.status);
    case 'read-only':
      return paymentStanding(subscription).state === 'read-only';
    case 'cancelled':
      return (
        subscription?.stripeSubscriptionId === effect.details.subscription &&
        subscription.cancelAt?.toISOString() === effect.details.endsAt
      );
    default:
      return true;
  }
}
