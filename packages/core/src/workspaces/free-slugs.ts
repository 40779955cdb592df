import type { Transaction } from '@archipelago/db/with-workspace';
import { suggestSlugs } from '@archipelago/routing/suggest-slugs';

/** Addresses close to the one wanted that nobody has at this moment, best first. One query. */
export async function freeSlugs(tx: Transaction, wanted: string, count = 3): Promise<string[]> {
  const candidates = suggestSlugs(wanted, 10);
  const taken = await tx.workspace.findMany({ where: { slug: { in: candidates } }, select: { slug: true } });
  const takenSlugs = new Set(taken.map((workspace) => workspace.slug));
  return candidates.filter((slug) => !takenSlugs.has(slug)).slice(0, count);
}
