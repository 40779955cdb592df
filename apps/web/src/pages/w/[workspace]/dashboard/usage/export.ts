import { downloadUsage } from '@archipelago/core/usage/download-usage';
import type { APIRoute } from 'astro';
import { askedUsage } from '../../../../../features/usage/usage-address.ts';

/** The days of the page's period as a file, of every meter. */
export const GET: APIRoute = async ({ locals, url }) => {
  const { period, month, day } = askedUsage(url.searchParams);
  const { fileName, body } = await downloadUsage(locals.context, {
    period,
    ...(month && { month }),
    ...(day && { day }),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
    },
  });
};
