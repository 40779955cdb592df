import { downloadSubscribers } from '@archipelago/core/newsletter/download-subscribers';
import type { APIRoute } from 'astro';
import { subscriberFilter } from '../../../../../features/newsletter/newsletter-screen.ts';

/** The list as a file, narrowed like the page. */
export const GET: APIRoute = async ({ locals, url }) => {
  const body = await downloadSubscribers(locals.context, subscriberFilter(url.searchParams));
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="subscribers.csv"',
      'cache-control': 'private, no-store',
    },
  });
};
