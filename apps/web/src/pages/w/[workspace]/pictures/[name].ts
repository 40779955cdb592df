import { readPicture } from '@archipelago/core/posts/read-picture';
import type { APIRoute } from 'astro';
import { privateFileHeaders } from '../../../../middleware/private-file-headers.ts';

/** A picture of a text that is not for everybody: of a draft, for the team, and of a post for guests or members. */
export const GET: APIRoute = async ({ locals, params }) => {
  const file = await readPicture(locals.context, { picture: params.name ?? '' });
  return new Response(file.body, { headers: privateFileHeaders(file) });
};
