import type { APIRoute } from 'astro';
import { listPosts } from '../features/blog/list-posts.ts';
import { rss } from '../features/feeds/rss.ts';
import { siteOf } from '../features/feeds/site-of.ts';
import { paths } from '../paths.ts';

export const prerender = true;

export const GET: APIRoute = async (context) => {
  const site = siteOf(context);
  const items = (await listPosts()).map(({ id, data: { title, description, date } }) => ({
    title,
    description,
    date,
    url: new URL(paths.blogPost(id), site).href,
  }));
  const feed = rss({
    title: 'Archipelago blog',
    description: 'Decisions, and what they cost',
    home: site.href,
    self: new URL(paths.blogFeed, site).href,
    language: 'en-GB',
    items,
  });
  return new Response(feed, { headers: { 'content-type': 'application/rss+xml; charset=utf-8' } });
};
