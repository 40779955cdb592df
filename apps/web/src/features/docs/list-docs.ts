import { type CollectionEntry, getCollection } from 'astro:content';
import { docsGroups } from './docs-groups.ts';

export interface DocsPart {
  title: string;
  pages: CollectionEntry<'docs'>[];
}

/** The guide's pages by part, each in its order; a part without pages is left out. */
export async function listDocs(): Promise<DocsPart[]> {
  const pages = await getCollection('docs');
  pages.sort((a, b) => a.data.order - b.data.order || a.data.title.localeCompare(b.data.title));
  return docsGroups
    .map((title) => ({ title, pages: pages.filter(({ data }) => data.group === title) }))
    .filter((part) => part.pages.length > 0);
}
