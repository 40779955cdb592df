import { spamDays } from '@archipelago/core/abuse/spam-days';
import { type CommentState, commentStates } from '@archipelago/core/comments/comment-states';
import { idIn } from './comment-screen.ts';

export interface QueueFilter {
  state: CommentState;
  postId?: string | undefined;
  authorUserId?: string | undefined;
}

/** What the address of the queue asks for; what is not known there is ignored. Held ones, unless it says otherwise. */
export function queueFilter(asked: URLSearchParams): QueueFilter {
  return {
    state: commentStates.find((state) => state === asked.get('state')) ?? 'held',
    postId: idIn(asked, 'postId'),
    authorUserId: idIn(asked, 'authorUserId'),
  };
}

/** What was just done, as the page's address keeps it. */
export function queueNotice(asked: URLSearchParams): { title: string; text: string } | null {
  const done = asked.get('notice');
  const several =
    Number(asked.get('changed')) > 1 ? `${Number(asked.get('changed'))} comments` : 'The comment';
  const are = several === 'The comment' ? 'is' : 'are';
  if (done === 'visible') return { title: 'Approved.', text: `${several} ${are} on the site now.` };
  if (done === 'held') return { title: 'Held.', text: `${several} ${are} off the site until approved.` };
  if (done === 'removed')
    return {
      title: 'Removed.',
      text: `${several} ${are} off the site, and kept under Removed for ${spamDays} days.`,
    };
  if (done === 'blocked')
    return {
      title: 'Blocked.',
      text: 'They cannot take part or join again. What they wrote stays until you remove it.',
    };
  if (done === 'signers') return { title: 'Saved.', text: 'It holds from the next entry on.' };
  return done === 'policy' ? { title: 'Saved.', text: 'It holds from the next comment on.' } : null;
}

export const emptyQueues: Record<CommentState, { title: string; text: string }> = {
  held: {
    title: 'Nothing waits',
    text: 'Comments that need your approval appear here. You are told when one comes.',
  },
  visible: {
    title: 'No comments yet',
    text: 'What people write below your posts appears here. Share a post to start a conversation.',
  },
  removed: {
    title: 'Nothing removed',
    text: `Comments you take off the site are kept here for ${spamDays} days, and can be restored.`,
  },
};

/** How long what is listed is kept; nothing where that is until somebody deletes it. */
export const keptQueues: Partial<Record<CommentState, string>> = {
  held: `What looks automated is deleted for good ${spamDays} days after it came, unless you approve it. All else waits for you.`,
  removed: `Each is deleted for good ${spamDays} days after it was removed. Until then you can restore it.`,
};
