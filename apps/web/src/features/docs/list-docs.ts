import { type CollectionEntry, getCollection } from 'astro:content';
import { type DocsGroup, developGroups, workspaceGroups } from './docs-groups.ts';

export interface DocsPart {
  title: DocsGroup;
  pages: CollectionEntry<'docs'>[];
}

/** Whom a part of the documentation is for: they have little to read in common. */
export type DocsReader = 'developer' | 'workspace';

export function readerOf(page: CollectionEntry<'docs'>): DocsReader {
  return developGroups.some((group) => group === page.data.group) ? 'developer' : 'workspace';
}

/** A reader's pages by part, each in its order; a part without pages is left out. */
export async function listDocs(reader: DocsReader): Promise<DocsPart[]> {
  const pages = await getCollection('docs');
  pages.sort((a, b) => a.data.order - b.data.order || a.data.title.localeCompare(b.data.title));
  const groups: readonly DocsGroup[] = reader === 'developer' ? developGroups : workspaceGroups;
  return groups
    .map((title) => ({ title, pages: pages.filter(({ data }) => data.group === title) }))
    .filter((part) => part.pages.length > 0);
}
