import { prisma } from './connection.ts';
import { orUnavailable } from './or-unavailable.ts';

const pageSize = 500;

/**
 * Ids of people whose wish to be erased is due, at most a page of them, the latest first: those who are held back, as a
 * workspace's only owner, keep nobody waiting.
 *
 * @throws DatabaseUnavailable
 */
export async function listPeopleDueForErasure(): Promise<string[]> {
  const found = await orUnavailable(() =>
    prisma().personErasure.findMany({
      select: { userId: true },
      orderBy: { eraseAfter: 'desc' },
      take: pageSize,
    }),
  );
  return found.map(({ userId }) => userId);
}
