import { imageUrl } from '@archipelago/core/files/image-url';
import { translator } from '@archipelago/core/language/translator';
import { listFeedPosts } from '@archipelago/core/posts/list-feed-posts';
import { byName, plainPicture } from '@archipelago/core/posts/post-picture';
import { withPictures } from '@archipelago/core/posts/with-pictures';
import { siteUrl } from '@archipelago/core/workspaces/site-url';
import type { APIRoute } from 'astro';
import { absoluteLinks } from '../../../features/feeds/absolute-links.ts';
import { rss } from '../../../features/feeds/rss.ts';
import { siteMessages } from '../../../messages/site-messages.ts';
import { publicFileHeaders } from '../../../middleware/public-file-headers.ts';

/** The newest posts that are for everyone, for programs that follow the site. */
export const GET: APIRoute = async ({ locals }) => {
  const { workspace } = locals.context;
  const say = translator(siteMessages, locals.language);
  const posts = await listFeedPosts(locals.context, {});
  const feed = rss({
    title: workspace.name,
    description: workspace.tagline || say('feedText', { workspace: workspace.name }),
    home: siteUrl(workspace, '/'),
    self: siteUrl(workspace, '/feed.xml'),
    language: workspace.language,
    items: posts.map((post) => ({
      id: post.id,
      url: siteUrl(workspace, `/posts/${encodeURIComponent(post.slug)}`),
      title: post.title,
      description: post.excerpt,
      author: post.authorName,
      html: absoluteLinks(
        withPictures(
          post.html,
          byName(post.pictures, (picture) =>
            plainPicture(picture, (path, width) => imageUrl(workspace, path, width)),
          ),
        ),
        siteUrl(workspace, `/posts/${encodeURIComponent(post.slug)}`),
      ),
      date: post.publishedAt,
      changedAt: post.updatedAt,
    })),
  });
  return new Response(feed, {
    headers: {
      ...publicFileHeaders({ workspaceId: workspace.id, freshFor: 'purge' }),
      'content-type': 'application/rss+xml; charset=utf-8',
    },
  });
};
