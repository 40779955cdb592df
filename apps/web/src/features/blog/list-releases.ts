import { type CollectionEntry, getCollection } from 'astro:content';

/** The changelog's entries, newest first. */
export async function listReleases(): Promise<CollectionEntry<'changelog'>[]> {
  const releases = await getCollection('changelog');
  return releases.sort((a, b) => b.data.date.getTime() - a.data.date.getTime() || b.id.localeCompare(a.id));
}
