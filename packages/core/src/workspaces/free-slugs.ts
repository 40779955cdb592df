import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { suggestSlugs } from '@archipelago/routing/suggest-slugs';

/** Addresses close to the one wanted that nobody has or had, best first. One query. */
export async function freeSlugs(tx: Transaction, wanted: string, count = 3): Promise<string[]> {
  const candidates = suggestSlugs(wanted, 10);
  const free = await rawQuery<{ slug: string }>(
    tx,
    Prisma.sql`select slug from unnest(${candidates}::text[]) slug where app.holder_of(slug) is null and not app.address_is_reserved(slug)`,
  );
  const freeSlugSet = new Set(free.map(({ slug }) => slug));
  return candidates.filter((slug) => freeSlugSet.has(slug)).slice(0, count);
}
