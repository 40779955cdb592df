import { siteUrl } from '@archipelago/core/workspaces/site-url';
import type { APIRoute } from 'astro';
import { publicFileHeaders } from '../../../middleware/public-file-headers.ts';

const closed = [
  '/dashboard',
  '/account',
  '/sign-in',
  '/sign-up',
  '/invitation',
  '/join',
  '/leave',
  '/you',
  '/unsubscribe',
  // Of the guestbook what is for one person, and pieces of pages.
  '/guestbook/',
  '/who',
];

/** For crawlers, at the host of a workspace: its pages are theirs to read, and the map of them is here. */
export const GET: APIRoute = ({ locals }) => {
  const { workspace } = locals.context;
  const lines = ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`)];
  const text = [...lines, '', `Sitemap: ${siteUrl(workspace, '/sitemap.xml')}`, ''].join('\n');
  return new Response(text, {
    headers: {
      ...publicFileHeaders({ workspaceId: workspace.id, freshFor: 'hour' }),
      'content-type': 'text/plain; charset=utf-8',
    },
  });
};
