import type { APIRoute } from 'astro';
import { listReleases } from '../features/blog/list-releases.ts';
import { rss } from '../features/feeds/rss.ts';
import { siteOf } from '../features/feeds/site-of.ts';
import { paths } from '../paths.ts';

export const prerender = true;

export const GET: APIRoute = async (context) => {
  const site = siteOf(context);
  const items = (await listReleases()).map(({ id, data }) => ({
    title: `${data.version}: ${data.title}`,
    description: data.summary,
    date: data.date,
    url: new URL(`${paths.changelog}#${id}`, site).href,
  }));
  const feed = rss({
    title: 'Archipelago changelog',
    description: 'What changed, and when',
    home: site.href,
    self: new URL(paths.changelogFeed, site).href,
    language: 'en-GB',
    items,
  });
  return new Response(feed, { headers: { 'content-type': 'application/rss+xml; charset=utf-8' } });
};
