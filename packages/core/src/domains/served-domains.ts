import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';

/**
 * The hosts that lead to the workspace: its verified domains, as many as its plan has, the primary one first and then
 * the longest verified. Those a smaller plan leaves out are kept, and work again with a larger one.
 */
export async function servedDomains(tx: Transaction, workspaceId: string, limit: number): Promise<string[]> {
  const rows = await rawQuery<{ host: string }>(
    tx,
    Prisma.sql`select d.host from custom_domain d join workspace w on w.id = d.workspace_id
      where d.workspace_id = ${workspaceId}::uuid and d.state = 'verified'
      order by (d.host is not distinct from w.primary_domain) desc, d.verified_at, d.id limit ${limit}`,
  );
  return rows.map(({ host }) => host);
}
