import type { APIRoute } from 'astro';
import { escapeXml } from '../features/feeds/rss.ts';
import { siteOf } from '../features/feeds/site-of.ts';
import { sitePages } from '../features/feeds/site-pages.ts';

export const prerender = true;

export const GET: APIRoute = async (context) => {
  const site = siteOf(context);
  const urls = (await sitePages()).map(
    (path) => `<url><loc>${escapeXml(new URL(path, site).href)}</loc></url>`,
  );
  const document = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>\n`;
  return new Response(document, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
};
