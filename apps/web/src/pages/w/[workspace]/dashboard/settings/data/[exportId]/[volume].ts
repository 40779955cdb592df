import { openExport } from '@archipelago/core/exports/open-export';
import { readExport } from '@archipelago/core/exports/read-export';
import type { APIRoute } from 'astro';

export const prerender = false;

/** One ZIP file of an export, passed on as it comes from the store. */
export const GET: APIRoute = async ({ locals, params, url }) => {
  const opened = await openExport(locals.context, {
    exportId: params.exportId ?? '',
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
