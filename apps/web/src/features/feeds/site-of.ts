import type { APIContext } from 'astro';

/** Where the site is, for what has to be absolute. */
export function siteOf({ site }: Pick<APIContext, 'site'>): URL {
  if (!site) throw new Error('The site’s address is not known. Set `site` in apps/web/astro.config.ts.');
  return site;
}
