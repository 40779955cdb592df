import { AppError } from '@archipelago/core/errors/app-error';
import { findMovedPost } from '@archipelago/core/posts/find-moved-post';
import { getPublishedPost, type PublishedPost } from '@archipelago/core/posts/get-published-post';
import type { AstroGlobal } from 'astro';
import { askedComments } from '../comments/comment-screen.ts';

/** What the address of a post may ask for: the rest of it is nobody's. */
const kept = ['cursor', 'thread', 'after'];

/** The post of this address with its comments, or the answer that leads to where it is now. */
export async function findPost({ locals, params, url }: AstroGlobal): Promise<PublishedPost | Response> {
  const { context, paths } = locals;
  const slug = params.post ?? '';
  try {
    return await getPublishedPost(context, { slug, ...askedComments(url.searchParams) });
  } catch (error) {
    if (!(error instanceof AppError) || error.reason !== 'post-unknown') throw error;
    const moved = await findMovedPost(context, { slug });
    if (!moved) throw error;
    locals.postId = moved.id;
    const asked = Object.fromEntries(kept.map((name) => [name, url.searchParams.get(name)]));
    // For good, but not for browsers to keep: another post may take the address, and then it leads to that.
    return new Response(null, {
      status: 301,
      headers: { location: paths.post(moved.slug, asked), 'cache-control': 'private, no-store' },
    });
  }
}
