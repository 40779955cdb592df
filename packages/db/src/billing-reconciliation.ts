import { prisma } from './connection.ts';
import type { BillingReconciliation, Prisma } from './generated/client.ts';
import { orUnavailable } from './or-unavailable.ts';

/** How far the comparison with Stripe is; null before the first one. @throws DatabaseUnavailable */
export function readReconciliation(): Promise<BillingReconciliation | null> {
  return orUnavailable(() => prisma().billingReconciliation.findUnique({ where: { id: true } }));
}

/** @throws DatabaseUnavailable */
export async function saveReconciliation(run: Prisma.BillingReconciliationCreateInput): Promise<void> {
  await orUnavailable(() =>
    prisma().billingReconciliation.upsert({ where: { id: true }, create: run, update: run }),
  );
}
