import { getCollection } from 'astro:content';
import { paths } from '../../paths.ts';

/** Every page of the platform's own site that search engines may list. */
export async function sitePages(): Promise<string[]> {
  const [docs, posts] = await Promise.all([getCollection('docs'), getCollection('blog')]);
  return [
    paths.home,
    paths.features,
    paths.pricing,
    paths.security,
    paths.docsHome,
    paths.docs('api'),
    ...docs.map(({ id }) => paths.docs(id)).sort(),
    paths.blog,
    ...posts.map(({ id }) => paths.blogPost(id)).sort(),
    paths.changelog,
    paths.contact,
    ...(['terms', 'privacy', 'imprint'] as const).map(paths.legal),
  ];
}
