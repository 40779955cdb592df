import { openExport } from '@archipelago/core/exports/open-export';
import type { APIRoute } from 'astro';
import { archiveResponse } from '../../../../../../../features/data/archive-response.ts';

export const prerender = false;

/** One ZIP file of an export, passed on as it comes from the store. */
export const GET: APIRoute = async ({ locals, params, url }) => {
  const opened = await openExport(locals.context, {
    exportId: params.exportId ?? '',
    volume: Number(params.volume),
    signature: url.searchParams.get('signature') ?? '',
  });
  return archiveResponse(opened);
};
