import { listSitemapPosts } from '@archipelago/core/posts/list-sitemap-posts';
import { siteUrl } from '@archipelago/core/workspaces/site-url';
import type { APIRoute } from 'astro';
import { siteMap } from '../../../features/feeds/site-map.ts';
import { publicFileHeaders } from '../../../middleware/public-file-headers.ts';

/** Every page of the site that is for everyone, for search engines. */
export const GET: APIRoute = async ({ locals }) => {
  const { workspace } = locals.context;
  const posts = await listSitemapPosts(locals.context, {});
  const pages = [
    { url: siteUrl(workspace, '/'), changedAt: posts.map(({ updatedAt }) => updatedAt).sort(newestFirst)[0] },
    ...posts.map(({ slug, updatedAt }) => ({
      url: siteUrl(workspace, `/posts/${encodeURIComponent(slug)}`),
      changedAt: updatedAt,
    })),
    ...['/guestbook', '/contact'].map((path) => ({ url: siteUrl(workspace, path) })),
  ];
  return new Response(siteMap(pages), {
    headers: {
      ...publicFileHeaders({ workspaceId: workspace.id, freshFor: 'purge' }),
      'content-type': 'application/xml; charset=utf-8',
    },
  });
};

function newestFirst(one: Date, other: Date): number {
  return other.getTime() - one.getTime();
}
