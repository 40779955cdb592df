import { openDataCopy } from '@archipelago/core/person/open-data-copy';
import type { APIRoute } from 'astro';
import { archiveResponse } from '../../../../features/data/archive-response.ts';

export const prerender = false;

/** One ZIP file of a person's own copy, passed on as it comes from the store. */
export const GET: APIRoute = async ({ locals, params, url }) => {
  const opened = await openDataCopy(locals.person, {
    copyId: params.copyId ?? '',
    volume: Number(params.volume),
    signature: url.searchParams.get('signature') ?? '',
  });
  return archiveResponse(opened);
};
