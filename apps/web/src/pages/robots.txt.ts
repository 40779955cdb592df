import type { APIRoute } from 'astro';
import { siteOf } from '../features/feeds/site-of.ts';

export const prerender = true;

/** For every host: a tenant's pages are below the same paths. */
const closed = [
  '/account',
  '/api/',
  '/operator',
  '/sign-in',
  '/sign-up',
  '/workspaces',
  '/dashboard',
  '/w/*/dashboard',
  '/invitation',
  '/w/*/invitation',
];

export const GET: APIRoute = (context) => {
  const lines = [
    'User-agent: *',
    ...closed.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${new URL('/sitemap.xml', siteOf(context)).href}`,
  ];
  return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
