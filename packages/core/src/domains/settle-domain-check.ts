import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { afterCheck, type CheckedDomain } from './after-check.ts';
import type { DomainFinding, DomainProblem } from './domain-finding.ts';
import { refreshDomainsDue } from './refresh-domains-due.ts';

export interface SettledCheck {
  host: string;
  state: CheckedDomain['state'];
  problem: DomainProblem | null;
  /** What became of it by this check: now the workspace's, or no more. */
  change: 'verified' | 'given-up' | null;
}

type Row = CheckedDomain & { host: string };

/**
 * Writes down what a look at DNS found, and what follows. Null when the domain is not there any more. The database alone
 * decides between two workspaces that proved the same host: the first one has it.
 */
export async function settleDomainCheck(
  tx: Transaction,
  { workspaceId, domainId }: { workspaceId: string; domainId: string },
  finding: DomainFinding,
  now: Date,
): Promise<SettledCheck | null> {
  const [domain] = await rawQuery<Row>(
    tx,
    Prisma.sql`select host, state::text, created_at as "createdAt", lost_at as "lostAt" from custom_domain
      where workspace_id = ${workspaceId}::uuid and id = ${domainId}::uuid for update`,
  );
  if (!domain) return null;
  let problem: DomainProblem | null = finding.problem;
  if (problem === null && domain.state !== 'verified') {
    const [held] = await rawQuery<{ held: boolean }>(
      tx,
      Prisma.sql`select app.hold_domain(${domainId}::uuid) as held`,
    );
    if (!held?.held) problem = 'taken';
  }
  const result = afterCheck(domain, problem, now);
  await tx.customDomain.update({
    where: { workspaceId_id: { workspaceId, id: domainId } },
    data: {
      ...result,
      problem,
      pointsHere: finding.pointsHere,
      checkedAt: now,
      ...(result.state !== 'verified' && { verifiedAt: null }),
    },
    select: { id: true },
  });
  if (domain.state === 'verified' && result.state === 'failed')
    await dropPrimary(tx, workspaceId, domain.host);
  await refreshDomainsDue(tx, workspaceId);
  return {
    host: domain.host,
    state: result.state,
    problem,
    change: changeBetween(domain.state, result.state),
  };
}

/** The public site goes back to the platform's address. */
export async function dropPrimary(tx: Transaction, workspaceId: string, host: string): Promise<boolean> {
  const { count } = await tx.workspace.updateMany({
    where: { id: workspaceId, primaryDomain: host },
    data: { primaryDomain: null },
  });
  return count > 0;
}

function changeBetween(
  before: CheckedDomain['state'],
  after: CheckedDomain['state'],
): SettledCheck['change'] {
  if (before !== 'verified' && after === 'verified') return 'verified';
  return after === 'failed' && before !== 'failed' ? 'given-up' : null;
}
