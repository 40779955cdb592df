import type { APIRoute } from 'astro';
import { listPosts } from '../features/blog/list-posts.ts';
import { rss } from '../features/feeds/rss.ts';
import { siteOf } from '../features/feeds/site-of.ts';
import { paths } from '../paths.ts';

export const prerender = true;

export const GET: APIRoute = async (context) => {
  const site = siteOf(context);
  const items = (await listPosts()).map(({ id, data }) => ({
    ...data,
    url: new URL(paths.blogPost(id), site).href,
  }));
  const feed = { title: 'Archipelago blog', description: 'Decisions, and what they cost', site };
  return new Response(rss({ ...feed, path: paths.blogFeed, items }), {
    headers: { 'content-type': 'application/rss+xml; charset=utf-8' },
  });
};
