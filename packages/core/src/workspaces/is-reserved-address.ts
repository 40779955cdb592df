import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';

/**
 * Whether the address was that of a workspace which was erased within the last year: links to it are still about, and
 * must not lead to somebody else's site.
 */
export async function isReservedAddress(tx: Transaction, slug: string): Promise<boolean> {
  const [row] = await rawQuery<{ reserved: boolean }>(
    tx,
    Prisma.sql`select app.address_is_reserved(${slug}) as reserved`,
  );
  return row?.reserved ?? false;
}
