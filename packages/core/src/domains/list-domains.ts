import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { query } from '../registry/query.ts';
import { givenUpAt } from './after-check.ts';
import type { DomainProblem } from './domain-finding.ts';
import { displayName, zoneOf } from './domain-name.ts';
import { type DnsRecord, domainRecords } from './domain-records.ts';
import { routingTarget } from './routing-target.ts';

export interface DomainItem {
  id: string;
  /** As DNS knows it. */
  host: string;
  /** As a person writes it; the same unless it has letters of another script. */
  displayName: string;
  /** The registered domain: where its records are entered. */
  zone: string;
  state: 'pending' | 'verified' | 'failed';
  problem: DomainProblem | null;
  /** Null while nobody could tell. */
  pointsHere: boolean | null;
  isPrimary: boolean;
  /** Verified, and within the plan: visitors find the site there. */
  isServed: boolean;
  checkedAt: Date | null;
  nextCheckAt: Date | null;
  /** When it is given up unless its record comes back. */
  endsAt: Date | null;
  records: DnsRecord[];
}

type Row = Pick<
  DomainItem,
  'id' | 'host' | 'state' | 'problem' | 'pointsHere' | 'isPrimary' | 'checkedAt' | 'nextCheckAt'
> & { challenge: string; lostAt: Date | null; rank: number };

/** The workspace's domains, the primary one first. A plan allows few enough to show them all. */
export const listDomains = query({
  name: 'list-domains',
  permission: 'domains:manage',
  input: z.strictObject({}),
  async run({ tx, workspace, entitlements }): Promise<DomainItem[]> {
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select d.id, d.host, d.challenge, d.state::text, d.problem, d.points_here as "pointsHere",
          d.checked_at as "checkedAt", d.next_check_at as "nextCheckAt", d.lost_at as "lostAt",
          d.host is not distinct from w.primary_domain as "isPrimary",
          (row_number() over (order by d.state <> 'verified', d.host is distinct from w.primary_domain,
            d.verified_at, d.id))::int as rank
        from custom_domain d join workspace w on w.id = d.workspace_id
        where d.workspace_id = ${workspace.id}::uuid order by rank limit 200`,
    );
    return rows.map(({ challenge, lostAt, rank, ...row }) => {
      const zone = zoneOf(row.host);
      return {
        ...row,
        zone,
        displayName: displayName(row.host),
        isServed: row.state === 'verified' && rank <= entitlements.customDomains,
        endsAt: lostAt && givenUpAt(lostAt),
        records: domainRecords({ host: row.host, challenge, isApex: row.host === zone }, routingTarget()),
      };
    });
  },
});
