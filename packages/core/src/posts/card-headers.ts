import { postCacheTag, siteCacheTag } from '../workspaces/site-cache-tag.ts';

/** For the picture of a post, which is the same for everybody: kept by caches until the site changes, and inert. */
export function cardHeaders(card: { id: string; workspace: { id: string } }): Record<string, string> {
  return {
    'content-type': 'image/png',
    'cache-control': 'public, max-age=3600',
    'netlify-cdn-cache-control': 'public, durable, s-maxage=604800, stale-while-revalidate=86400',
    'netlify-cache-tag': [siteCacheTag(card.workspace.id), postCacheTag(card.id)].join(','),
    // Whatever is asked after the question mark, it is the same picture.
    'netlify-vary': 'query=none',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    // Shown where somebody shares the link.
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  };
}
