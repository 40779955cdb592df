import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { Limit } from '../billing/catalogue.ts';

/** Limits whose use is read from our own tables at the moment it matters. Retention is no use: it is how long, not how much. */
export type CountedLimit = Exclude<Limit, 'auditRetentionDays'>;

/** How much of a limit the workspace uses. An open invitation holds the seat it would fill. */
export async function usageOf(tx: Transaction, workspaceId: string, limit: CountedLimit): Promise<number> {
  const [row] = await rawQuery<{ used: number }>(
    tx,
    Prisma.sql`select ${usedSql[limit](workspaceId)} as used`,
  );
  return row?.used ?? 0;
}

/** An SQL expression per limit, so that several are counted in one statement. */
export const usedSql: Record<CountedLimit, (workspaceId: string) => Prisma.Sql> = {
  seats: (workspaceId) => Prisma.sql`(
    ${teamSql(workspaceId)} + (select count(*) from invitation where workspace_id = ${workspaceId}::uuid
         and accepted_at is null and revoked_at is null and expires_at > now())
    )::int`,
  posts: (workspaceId) =>
    Prisma.sql`(select count(*) from post where workspace_id = ${workspaceId}::uuid)::int`,
  storageBytes: (workspaceId) =>
    Prisma.sql`(select coalesce(sum(bytes), 0) from file where workspace_id = ${workspaceId}::uuid)::float8`,
  apiKeys: (workspaceId) =>
    Prisma.sql`(select count(*) from api_key where workspace_id = ${workspaceId}::uuid and revoked_at is null)::int`,
  customDomains: (workspaceId) =>
    Prisma.sql`(select count(*) from custom_domain where workspace_id = ${workspaceId}::uuid)::int`,
  apiRequestsPerMonth: (workspaceId) => thisMonthSql(workspaceId, 'api-requests'),
  emailsPerMonth: (workspaceId) => thisMonthSql(workspaceId, 'emails'),
};

function thisMonthSql(workspaceId: string, meter: string): Prisma.Sql {
  return Prisma.sql`coalesce((select used from usage_counter where workspace_id = ${workspaceId}::uuid
    and meter = ${meter} and period = date_trunc('month', now() at time zone 'UTC')::date), 0)::float8`;
}

/** Everybody who is on the team already, as an SQL expression. */
export function teamSql(workspaceId: string): Prisma.Sql {
  return Prisma.sql`(select count(*) from member where workspace_id = ${workspaceId}::uuid and role <> 'guest')::int`;
}
