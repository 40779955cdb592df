import type { APIRoute } from 'astro';
import { siteMap } from '../features/feeds/site-map.ts';
import { siteOf } from '../features/feeds/site-of.ts';
import { sitePages } from '../features/feeds/site-pages.ts';

export const prerender = true;

export const GET: APIRoute = async (context) => {
  const site = siteOf(context);
  const pages = (await sitePages()).map((path) => ({ url: new URL(path, site).href }));
  return new Response(siteMap(pages), { headers: { 'content-type': 'application/xml; charset=utf-8' } });
};
