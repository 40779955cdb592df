import { Prisma } from '@archipelago/db/generated/client';
import { type Meter, meters } from './meters.ts';
import { dayName, type UsageRange } from './usage-range.ts';

/** Who or what used most of a meter. */
export interface UsagePart {
  /** A name of the workspace's own, such as an API key's; or one of `kinds`, for the interface to name. */
  name: string;
  kind: 'api-key' | 'gone-key' | 'mail' | 'person' | 'file' | 'seat';
  /** Whose it is, of an API key. */
  owner: string | null;
  used: number;
  /** How many of them were answered with an error: of API keys, null of all else. */
  failed: number | null;
}

const most = 8;

/** An SQL expression for the largest parts of a meter, as a JSON array; null for a meter that has none. */
export function breakdownSql(workspaceId: string, meter: Meter, range: UsageRange): Prisma.Sql {
  const parts = partsOf[meter]?.(Prisma.sql`${workspaceId}::uuid`, range);
  if (!parts) return Prisma.sql`null::jsonb`;
  return Prisma.sql`(select coalesce(jsonb_agg(to_jsonb(part) order by part.used desc, part.name), '[]') from (
    select p.name, p.kind, p.owner, p.used, p.failed from (${parts}) as p order by p.used desc, p.name limit ${most}) as part)`;
}

type Parts = (workspaceId: Prisma.Sql, range: UsageRange) => Prisma.Sql;

const partsOf: Partial<Record<Meter, Parts>> = {
  apiRequests: (workspaceId, range) => Prisma.sql`
    select coalesce(k.name, 'A key that is gone') as name, case when k.id is null then 'gone-key' else 'api-key' end as kind,
      u.name as owner, sum(d.used)::float8 as used, sum(d.failed)::float8 as failed
    from (${bySource(workspaceId, 'apiRequests', range)}) d
    left join api_key k on k.workspace_id = ${workspaceId} and k.id::text = d.source
    left join "user" u on u.id = k.user_id
    group by 1, 2, 3, k.id`,
  emails: (workspaceId, range) => Prisma.sql`
    select source as name, 'mail' as kind, null::text as owner, used, null::float8 as failed from (${bySource(workspaceId, 'emails', range)}) d`,
  posts: (workspaceId) => Prisma.sql`
    select u.name, 'person' as kind, null::text as owner, p.used, null::float8 as failed from (
      select author_user_id, count(*)::float8 as used from post where workspace_id = ${workspaceId} group by 1
    ) p join "user" u on u.id = p.author_user_id`,
  storageBytes: (workspaceId) => Prisma.sql`
    select kind as name, 'file' as kind, null::text as owner, sum(bytes)::float8 as used,
      null::float8 as failed
    from file where workspace_id = ${workspaceId} group by 1`,
  seats: (workspaceId) => Prisma.sql`
    select role::text as name, 'seat' as kind, null::text as owner, count(*)::float8 as used,
      null::float8 as failed
    from member where workspace_id = ${workspaceId} and role <> 'guest' group by 1
    union all
    select 'invited', 'seat', null, count(*)::float8, null::float8 from invitation where workspace_id = ${workspaceId}
      and accepted_at is null and revoked_at is null and expires_at > now() having count(*) > 0`,
};

function bySource(workspaceId: Prisma.Sql, meter: Meter, { start, end }: UsageRange): Prisma.Sql {
  return Prisma.sql`select source, sum(used)::float8 as used, sum(failed)::float8 as failed from usage_day
    where workspace_id = ${workspaceId} and meter = ${meters[meter].stored}
      and day >= ${dayName(start)}::date and day < ${dayName(end)}::date
    group by source`;
}
