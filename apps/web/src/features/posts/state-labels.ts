import type { PostState } from '@archipelago/core/posts/post-resource';

export const stateLabels: Record<PostState, string> = {
  draft: 'Draft',
  scheduled: 'Scheduled',
  published: 'Published',
};

export const stateTones = { draft: 'neutral', scheduled: 'warn', published: 'ok' } as const;
