import { withUser } from '@archipelago/db/with-user';
import { listKeys } from '../exports/list-keys.ts';
import { blobStore } from '../files/blob-store.ts';

const person = /^person\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([^/]+)\//;

/**
 * Deletes the files of copies that are past their date, and files that no copy has. It finds the people in the store, not
 * in the database: there, none can be looked through for all of them.
 */
export async function deleteExpiredCopies(now = new Date()): Promise<void> {
  const keysOf = new Map<string, string[]>();
  for (const key of await listKeys('exports', 'person/')) {
    const userId = person.exec(key)?.[1];
    if (userId) keysOf.set(userId, [...(keysOf.get(userId) ?? []), key]);
  }
  for (const [userId, keys] of keysOf) {
    const kept = await expire(userId, now);
    for (const key of keys) {
      if (!kept.has(person.exec(key)?.[2] ?? '')) await blobStore('exports').delete(key);
    }
  }
}

/** Answers the copies whose files stay. */
async function expire(userId: string, now: Date): Promise<Set<string>> {
  return withUser({ userId }, async (tx) => {
    await tx.personExport.updateMany({
      where: { userId, state: 'ready', expiresAt: { lte: now } },
      data: { state: 'expired' },
    });
    const current = await tx.personExport.findMany({
      where: { userId, state: { in: ['waiting', 'running', 'ready'] } },
      select: { id: true },
    });
    return new Set(current.map(({ id }) => id));
  });
}
