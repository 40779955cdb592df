import type { Transaction } from '@archipelago/db/with-workspace';
import { slugFromName } from '@archipelago/routing/slug-from-name';
import { AppError } from '../errors/app-error.ts';
import { longestSlug } from './post-fields.ts';

/** The address part for a title; titles without a Latin letter or digit get `post`. */
export function slugOfTitle(title: string): string {
  const slug = slugFromName(title).slice(0, longestSlug).replace(/-+$/, '');
  return slug || 'post';
}

/** The first of `slug`, `slug-2`, `slug-3`… that no post of the workspace has or had at this moment. */
export async function freePostSlug(tx: Transaction, workspaceId: string, title: string): Promise<string> {
  const slug = slugOfTitle(title);
  const where = { workspaceId, slug: { startsWith: slug } };
  const taken = [
    ...(await tx.post.findMany({ where, select: { slug: true } })),
    ...(await tx.postAddress.findMany({ where, select: { slug: true } })),
  ];
  const takenSlugs = new Set(taken.map((post) => post.slug));
  if (!takenSlugs.has(slug)) return slug;
  let number = 2;
  while (takenSlugs.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}

/** CONFLICT when another post has the address that somebody chose. One that a post only had may be taken. */
export async function requireFreeSlug(
  tx: Transaction,
  workspaceId: string,
  slug: string,
  postId?: string,
): Promise<void> {
  const other = await tx.post.findFirst({
    where: { workspaceId, slug, ...(postId && { id: { not: postId } }) },
    select: { title: true },
  });
  if (other) throw slugIsTaken(other.title);
}

function slugIsTaken(title: string): AppError {
  const message = `“${title}” has this address. Choose another one.`;
  return new AppError('CONFLICT', message, { fields: { slug: message } });
}
