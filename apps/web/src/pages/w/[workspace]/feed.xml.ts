import { listFeedPosts } from '@archipelago/core/posts/list-feed-posts';
import { siteUrl } from '@archipelago/core/workspaces/site-url';
import type { APIRoute } from 'astro';
import { postFeed } from '../../../features/site-files/post-feed.ts';
import { publicFileHeaders } from '../../../middleware/public-file-headers.ts';

/** The newest posts that are for everyone, for programs that follow the site. */
export const GET: APIRoute = async ({ locals }) => {
  const { workspace } = locals.context;
  const posts = await listFeedPosts(locals.context, {});
  const feed = postFeed({
    title: workspace.name,
    description: workspace.tagline || `New on the site of ${workspace.name}`,
    home: siteUrl(workspace, '/'),
    self: siteUrl(workspace, '/feed.xml'),
    linkOf: (slug) => siteUrl(workspace, `/posts/${encodeURIComponent(slug)}`),
    language: workspace.language,
    posts,
  });
  return new Response(feed, {
    headers: {
      ...publicFileHeaders({ workspaceId: workspace.id, freshFor: 'purge' }),
      'content-type': 'application/rss+xml; charset=utf-8',
    },
  });
};
