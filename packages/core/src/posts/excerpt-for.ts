import { excerptOf } from './excerpt-of.ts';
import type { PostAudience } from './post-audience.ts';

/** What everybody sees of a post. Nothing of a text that is not for everyone gets into it. */
export function excerptFor(post: { summary: string; body: string; audience: PostAudience }): string {
  if (post.summary || post.audience !== 'everyone') return post.summary;
  return excerptOf(post.body);
}
