import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { findCustomer } from '../billing/ensure-customer.ts';
import { moveBillingEmail } from '../billing/move-billing-email.ts';

/**
 * Has the workspace's bills go to another owner when they went to this person, and empties the payment provider's events
 * that mention their address. Invoices that were written stay with the payment provider, as the law asks.
 */
export async function eraseFromBilling(workspaceId: string, { email }: { email: string }): Promise<void> {
  const stripeId = email === '' ? null : await findCustomer(workspaceId);
  if (!stripeId) return;
  const heir = await withWorkspace(workspaceId, (tx) =>
    tx.member.findFirst({
      where: { workspaceId, role: 'owner', user: { email: { notIn: ['', email] } } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: { user: { select: { email: true } } },
    }),
  );
  await moveBillingEmail(stripeId, email, heir?.user.email ?? null);
  await withWorkspace(
    workspaceId,
    async (tx) => {
      await rawQuery(
        tx,
        Prisma.sql`update billing_customer set billing_email = ${heir?.user.email ?? null}
          where workspace_id = ${workspaceId}::uuid and lower(billing_email) = ${email} returning 1`,
      );
      return rawQuery(
        tx,
        Prisma.sql`update stripe_event set payload = '{"erased": true}'
          where stripe_customer_id = ${stripeId} and strpos(lower(payload::text), ${email}) > 0`,
      );
    },
    { stripeCustomerId: stripeId },
  );
}
