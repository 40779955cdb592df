import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';

/** The open workspaces that would have no owner without the person whose transaction this is. */
export function soleOwnerships(tx: Transaction): Promise<{ slug: string; name: string }[]> {
  return rawQuery(tx, Prisma.sql`select slug, name from app.sole_ownerships()`);
}
