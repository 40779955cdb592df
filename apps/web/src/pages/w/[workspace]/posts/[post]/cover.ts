import { readCover } from '@archipelago/core/posts/read-cover';
import type { APIRoute } from 'astro';
import { privateFileHeaders } from '../../../../../middleware/private-file-headers.ts';

/** A cover that is not for everybody: of a draft, for the team, and of a post for guests or members. */
export const GET: APIRoute = async ({ locals, params }) => {
  const file = await readCover(locals.context, { slug: params.post ?? '' });
  return new Response(file.body, { headers: privateFileHeaders(file) });
};
