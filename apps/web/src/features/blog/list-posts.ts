import { type CollectionEntry, getCollection } from 'astro:content';

/** The blog's posts, newest first. */
export async function listPosts(): Promise<CollectionEntry<'blog'>[]> {
  const posts = await getCollection('blog');
  return posts.sort((a, b) => b.data.date.getTime() - a.data.date.getTime() || a.id.localeCompare(b.id));
}
