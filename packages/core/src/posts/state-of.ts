import type { PostState } from './post-resource.ts';

/** What people call the state of a post. */
export function stateOf(post: { status: 'draft' | 'published'; publishAt: Date | null }): PostState {
  return post.publishAt ? 'scheduled' : post.status;
}
