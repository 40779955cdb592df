import { prisma } from './connection.ts';
import { orUnavailable } from './or-unavailable.ts';

export interface Counted {
  /** With this one; `most + 1` at the highest. */
  used: number;
  /** When counting starts again. */
  resetsAt: Date;
}

/**
 * Counts one more of something within its window, in one statement of its own: a transaction that fails later does not
 * take it back.
 *
 * @param keyHash names the counter; it begins with the first count after its window is over.
 * @throws DatabaseUnavailable
 */
export async function countAgainst(keyHash: string, most: number, seconds: number): Promise<Counted> {
  const rows = await orUnavailable(
    () => prisma().$queryRaw<{ used: number; resets_at: Date }[]>`
      select used, resets_at from app.count_against(${keyHash}, ${most}::integer, ${seconds}::integer)`,
  );
  const row = rows[0];
  if (!row) throw new Error('app.count_against answered no row. Is every migration applied?');
  return { used: row.used, resetsAt: row.resets_at };
}

/** Removes some counters whose window is over. Returns how many there were. @throws DatabaseUnavailable */
export function clearCounters(most: number): Promise<number> {
  return orUnavailable(
    () => prisma().$executeRaw`delete from rate_limit where key_hash in (
      select key_hash from rate_limit where resets_at < now() - interval '1 minute' limit ${most}
    )`,
  );
}
