import type { PostAudience } from '@archipelago/core/posts/post-audience';

export const audienceLabels: Record<PostAudience, string> = {
  everyone: 'Everyone',
  guests: 'Guests and members',
  members: 'Members only',
};
