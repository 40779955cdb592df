import type { Transaction } from '@archipelago/db/with-workspace';
import { slugFromName } from '@archipelago/routing/slug-from-name';

const longest = 60;

/** The address part for a title; titles without a Latin letter or digit get `post`. */
export function slugOfTitle(title: string): string {
  const slug = slugFromName(title).slice(0, longest).replace(/-+$/, '');
  return slug || 'post';
}

/** The first of `slug`, `slug-2`, `slug-3`… that no post of the workspace has at this moment. */
export async function freePostSlug(tx: Transaction, workspaceId: string, title: string): Promise<string> {
  const slug = slugOfTitle(title);
  const taken = await tx.post.findMany({
    where: { workspaceId, slug: { startsWith: slug } },
    select: { slug: true },
  });
  const takenSlugs = new Set(taken.map((post) => post.slug));
  if (!takenSlugs.has(slug)) return slug;
  let number = 2;
  while (takenSlugs.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}
