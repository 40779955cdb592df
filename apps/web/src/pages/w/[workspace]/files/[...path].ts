import { brandImageKinds } from '@archipelago/core/files/image-kinds';
import { readFile } from '@archipelago/core/files/read-file';
import type { APIRoute } from 'astro';
import { publicFileHeaders } from '../../../../middleware/public-file-headers.ts';

/**
 * A picture that everybody may see. Its address never shows anything else; but that of a post may be closed with it, so
 * that browsers ask again each time, and are told by its tag that they have it.
 */
export const GET: APIRoute = async ({ locals, params }) => {
  const path = params.path ?? '';
  const { body, contentType, name } = await readFile(locals.context, { path });
  const isForGood = brandImageKinds.some((kind) => path.startsWith(`${kind}/`));
  return new Response(body, {
    headers: {
      ...publicFileHeaders({
        workspaceId: locals.context.workspace.id,
        freshFor: isForGood ? 'good' : 'shown',
      }),
      etag: `"${path}"`,
      'content-type': contentType,
      'content-disposition': `inline; filename="${name}"`,
    },
  });
};
