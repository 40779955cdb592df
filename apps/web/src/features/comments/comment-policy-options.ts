import type { CommentPolicy } from '@archipelago/core/comments/comment-policy';

export const commentPolicyOptions: { value: CommentPolicy; label: string; hint: string }[] = [
  {
    value: 'first_held',
    label: 'First comments wait',
    hint: 'Of everyone new, until one is approved. Then theirs appear at once.',
  },
  { value: 'all_held', label: 'All comments wait', hint: 'Nothing appears before you approve it.' },
  {
    value: 'open',
    label: 'Comments appear at once',
    hint: 'Only those with more than two links wait.',
  },
  { value: 'closed', label: 'Nobody comments', hint: 'What is there stays to read.' },
];
