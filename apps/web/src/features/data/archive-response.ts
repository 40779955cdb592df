import type { OpenedExport } from '@archipelago/core/exports/open-export';
import { readExport } from '@archipelago/core/exports/read-export';

/** One ZIP file of an export, passed on as it comes from the store. */
export async function archiveResponse({ key, bytes, fileName }: OpenedExport): Promise<Response> {
  return new Response(await readExport(key), {
    headers: {
      'content-type': 'application/zip',
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
    },
  });
}
