import { readExport } from '@archipelago/core/exports/read-export';
import { openDataCopy } from '@archipelago/core/person/open-data-copy';
import type { APIRoute } from 'astro';

export const prerender = false;

/** One ZIP file of a person's own copy, passed on as it comes from the store. */
export const GET: APIRoute = async ({ locals, params, url }) => {
  const opened = await openDataCopy(locals.person, {
    copyId: params.copyId ?? '',
    volume: Number(params.volume),
    signature: url.searchParams.get('signature') ?? '',
  });
  return new Response(await readExport(opened.key), {
    headers: {
      'content-type': 'application/zip',
      'content-length': String(opened.bytes),
      'content-disposition': `attachment; filename="${opened.fileName}"`,
      'cache-control': 'private, no-store',
    },
  });
};
