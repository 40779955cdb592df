import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { usedSql } from '../entitlements/usage-of.ts';
import type { PlanUse } from './plan-losses.ts';

/** What of a plan the workspace uses, in one statement. */
export async function useOf(tx: Transaction, workspaceId: string): Promise<PlanUse> {
  const [use] = await rawQuery<PlanUse>(
    tx,
    Prisma.sql`
      select ${usedSql.seats(workspaceId)} as seats, ${usedSql.posts(workspaceId)} as posts,
        ${usedSql.storageBytes(workspaceId)} as "storageBytes", ${usedSql.apiKeys(workspaceId)} as "apiKeys",
        ${usedSql.customDomains(workspaceId)} as "customDomains",
        ${usedSql.apiRequestsPerMonth(workspaceId)} as "apiRequestsPerMonth",
        ${usedSql.emailsPerMonth(workspaceId)} as "emailsPerMonth",
        coalesce((select extract(epoch from now() - created_at) / 86400 from audit_event
          where workspace_id = ${workspaceId}::uuid order by sequence limit 1), 0)::float8 as "auditRetentionDays",
        exists(select from webhook_endpoint where workspace_id = ${workspaceId}::uuid) as "outboundWebhooks",
        (select hides_badge from workspace where id = ${workspaceId}::uuid) as "brandingRemoval"`,
  );
  if (!use) throw new Error('The statement that counts what is used returned no row.');
  return use;
}
