import { createHash } from 'node:crypto';
import type { Prisma } from '@archipelago/db/generated/client';

const minute = 60_000;

/** A domain that waits for its records, for the local name server to be tried with. */
export async function seedDomains(
  tx: Prisma.TransactionClient,
  { workspaceId, id, now }: { workspaceId: string; id: string; now: Date },
): Promise<void> {
  const nextCheckAt = new Date(now.getTime() + 5 * minute);
  await tx.customDomain.createMany({
    data: {
      workspaceId,
      id,
      host: 'community.acme-example.localhost',
      challenge: `archipelago-verify=${createHash('md5').update(id).digest('hex')}`,
      createdAt: now,
      nextCheckAt,
    },
  });
  await tx.workspace.updateMany({ where: { id: workspaceId }, data: { domainsDueAt: nextCheckAt } });
}
