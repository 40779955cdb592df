import { Prisma } from '@archipelago/db/generated/client';
import { usedSql } from '../entitlements/usage-of.ts';

/** The columns of a `PlanUse`, for a statement that counts more besides. */
export function planUseSql(workspaceId: string): Prisma.Sql {
  return Prisma.sql`${usedSql.seats(workspaceId)} as seats, ${usedSql.posts(workspaceId)} as posts,
    ${usedSql.storageBytes(workspaceId)} as "storageBytes", ${usedSql.apiKeys(workspaceId)} as "apiKeys",
    ${usedSql.customDomains(workspaceId)} as "customDomains",
    exists(select from webhook_endpoint where workspace_id = ${workspaceId}::uuid) as "outboundWebhooks",
    (select hides_badge from workspace where id = ${workspaceId}::uuid) as "brandingRemoval"`;
}
