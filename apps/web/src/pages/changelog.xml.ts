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
  const feed = { title: 'Archipelago changelog', description: 'What changed, and when', site };
  return new Response(rss({ ...feed, path: paths.changelogFeed, items }), {
    headers: { 'content-type': 'application/rss+xml; charset=utf-8' },
  });
};
