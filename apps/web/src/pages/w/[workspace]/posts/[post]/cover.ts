import { readCover } from '@archipelago/core/posts/read-cover';
import type { APIRoute } from 'astro';
import { filePolicy } from '../../../../../middleware/content-security-policy.ts';

/** A cover that is not for everybody: of a draft, for the team, and of a post for guests or members. No cache keeps it. */
export const GET: APIRoute = async ({ locals, params }) => {
  const { body, contentType, name } = await readCover(locals.context, { slug: params.post ?? '' });
  return new Response(body, {
    headers: {
      'cache-control': 'private, no-store',
      'content-security-policy': filePolicy,
      'content-type': contentType,
      'content-disposition': `inline; filename="${name}"`,
    },
  });
};
