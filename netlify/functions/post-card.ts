import { boot } from '@archipelago/core/boot';
import { hardened } from '@archipelago/core/http/hardened';
import { cardHeaders } from '@archipelago/core/posts/card-headers';
import { drawPng } from '@archipelago/core/posts/draw-png';
import { findPostCard } from '@archipelago/core/posts/find-post-card';
import { postCardSvg } from '@archipelago/ui/drawing/post-card';
import type { Config, Context } from '@netlify/functions';

/** The picture of a post beside a link to it. A function of its own: what draws it is as heavy as all the pages. */
export default async (request: Request, context: Context): Promise<Response> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const refused = new Response('This is a picture: it can be read.\n', {
      status: 405,
      headers: { allow: 'GET, HEAD' },
    });
    return hardened(refused, request);
  }
  boot();
  const { workspace = '', post = '' } = context.params;
  const card = await findPostCard({ workspace, post, requestId: context.requestId });
  if (!card || !isWritten(request, card.slug))
    return hardened(new Response('There is no post at this address.\n', { status: 404 }), request);
  const png = drawPng(postCardSvg({ title: card.title, seed: card.slug, workspace: card.workspace }));
  return new Response(png, { headers: cardHeaders(card) });
};

/** An address can be spelled in many ways, and each of them would be drawn anew. */
function isWritten({ url }: Request, slug: string): boolean {
  return new URL(url).pathname.endsWith(`/posts/${encodeURIComponent(slug)}/card.png`);
}

export const config: Config = { path: '/w/:workspace/posts/:post/card.png' };
