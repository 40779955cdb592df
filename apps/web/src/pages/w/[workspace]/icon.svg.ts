import { islandMark } from '@archipelago/ui/drawing/island-mark';
import type { APIRoute } from 'astro';
import { publicFileHeaders } from '../../../middleware/public-file-headers.ts';

/** The workspace's island as a file, for browsers to show on its tabs. */
export const GET: APIRoute = ({ locals }) => {
  const { id, slug, accent } = locals.context.workspace;
  const mark = islandMark(slug, { size: 64, accent });
  return new Response(mark.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" '), {
    headers: {
      ...publicFileHeaders({ workspaceId: id, freshFor: 'hour' }),
      'content-type': 'image/svg+xml; charset=utf-8',
    },
  });
};
