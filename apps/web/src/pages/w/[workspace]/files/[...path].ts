import { readFile } from '@archipelago/core/files/read-file';
import type { APIRoute } from 'astro';
import { publicFileHeaders } from '../../../../middleware/public-file-headers.ts';

/** A logo or a cover: its address changes with what it shows, so that it may be kept for good. */
export const GET: APIRoute = async ({ locals, params }) => {
  const { body, contentType, name } = await readFile(locals.context, { path: params.path ?? '' });
  return new Response(body, {
    headers: {
      ...publicFileHeaders({ workspaceId: locals.context.workspace.id, freshFor: 'good' }),
      'content-type': contentType,
      'content-disposition': `inline; filename="${name}"`,
    },
  });
};
