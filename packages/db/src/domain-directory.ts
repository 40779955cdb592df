import { prisma } from './connection.ts';
import { orUnavailable } from './or-unavailable.ts';

const most = 500;

/**
 * Ids of workspaces with a check of a custom domain due, the longest due first, at most 500.
 *
 * @throws DatabaseUnavailable
 */
export async function workspacesWithDueDomains(now: Date): Promise<string[]> {
  const found = await orUnavailable(() =>
    prisma().workspace.findMany({
      select: { id: true },
      where: { domainsDueAt: { lte: now } },
      orderBy: { domainsDueAt: 'asc' },
      take: most,
    }),
  );
  return found.map(({ id }) => id);
}

/**
 * Ids of workspaces that have a verified domain or one under way: a page in the order of ids, after the given one.
 *
 * @throws DatabaseUnavailable
 */
export async function workspacesWithDomains(after: string | null): Promise<string[]> {
  const found = await orUnavailable(() =>
    prisma().workspace.findMany({
      select: { id: true },
      where: { domainsDueAt: { not: null }, ...(after && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: most,
    }),
  );
  return found.map(({ id }) => id);
}
