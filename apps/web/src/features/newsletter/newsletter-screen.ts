import type { IssueReport } from '@archipelago/core/newsletter/get-issue';
import type { Subscriber } from '@archipelago/core/newsletter/list-subscribers';
import type { IssueState } from '@archipelago/core/newsletter/newsletter-issue';
import type { StoppedBecause } from '@archipelago/core/newsletter/post-standing';
import { type SubscriberState, subscriberStates } from '@archipelago/core/newsletter/subscriber-states';

export interface SubscriberFilter {
  state?: SubscriberState | undefined;
  search?: string | undefined;
}

/** What the address of the list asks for; what is not known there is ignored. */
export function subscriberFilter(asked: URLSearchParams): SubscriberFilter {
  return {
    state: subscriberStates.find((state) => state === asked.get('state')),
    search: asked.get('search')?.trim().slice(0, 100) || undefined,
  };
}

export const stateLabels: Record<SubscriberState, string> = {
  waiting: 'Waiting',
  subscribed: 'Subscribed',
  unsubscribed: 'Unsubscribed',
  bounced: 'Bounced',
};

export const stateTones = {
  waiting: 'warn',
  subscribed: 'ok',
  unsubscribed: 'neutral',
  bounced: 'bad',
} as const satisfies Record<SubscriberState, string>;

export const issueLabels: Record<IssueState, string> = {
  sending: 'Going out',
  sent: 'Sent',
  cancelled: 'Stopped',
};

export const issueDescriptions: Record<IssueState, string> = {
  sending: 'A post on its way to the mailboxes of your subscribers.',
  sent: 'A post that went out to your subscribers.',
  cancelled: 'A post that went out to some of your subscribers.',
};

export const issueTones = { sending: 'accent', sent: 'ok', cancelled: undefined } as const;

const sinceStopped: Record<StoppedBecause, string> = {
  post_closed: 'Its post was closed to some people while it went out, and a mailbox asks nobody to sign in.',
  post_unpublished: 'Its post was taken down while it went out.',
  post_deleted: 'Its post was deleted while it went out.',
};
const cannotGoOn: Record<IssueReport['post'], string> = {
  open: '',
  post_closed: 'Its post is for some people only.',
  post_unpublished: 'Its post is not on your site any more.',
  post_deleted: 'Its post was deleted.',
};
const wayOn: Record<IssueReport['post'], string> = {
  open: 'The post is on your site for everyone: the rest of the mails can go out.',
  post_closed: 'Open the post to everyone, then go on sending here.',
  post_unpublished: 'Publish the post again, then go on sending here.',
  post_deleted: 'What was out is out; the rest of the mails stay here.',
};

/** Why a stopped issue stands still, and what would let it go on; null for one that anybody may simply go on sending. */
export function stopNotice({
  state,
  stoppedBecause,
  post,
}: IssueReport): { title: string; text: string } | null {
  if (state !== 'cancelled' || (stoppedBecause === null && post === 'open')) return null;
  if (stoppedBecause)
    return { title: 'It stopped by itself.', text: `${sinceStopped[stoppedBecause]} ${wayOn[post]}` };
  return { title: 'It cannot go on now.', text: `${cannotGoOn[post]} ${wayOn[post]}` };
}

/** How they came to be in the list. */
export function sourceText({ source, consent, state }: Subscriber): string {
  if (source === 'hand') return `Added by hand: ${consent}`;
  if (source === 'import') return state === 'waiting' ? 'Asked by you' : 'Confirmed what you asked';
  return state === 'waiting' ? 'Has not confirmed yet' : 'Subscribed on the site';
}

/** When their state began. */
export function sinceOf(subscriber: Subscriber): Date {
  const { state, createdAt, askedAt, confirmedAt, unsubscribedAt, bouncedAt } = subscriber;
  const began = {
    waiting: askedAt,
    subscribed: confirmedAt,
    unsubscribed: unsubscribedAt,
    bounced: bouncedAt,
  };
  return began[state] ?? createdAt;
}

/** What was just done, as the page's address keeps it. */
export const newsletterNotices: Record<string, { title: string; text: string }> = {
  added: { title: 'Added.', text: 'The address gets the next issue.' },
  removed: { title: 'Unsubscribed.', text: 'The address is kept, so that no list asks it again.' },
  forgotten: { title: 'Forgotten.', text: 'The address and what was sent to it are gone for good.' },
  started: { title: 'Going out.', text: 'You may leave this page; the mails go out in the background.' },
  stopped: { title: 'Stopped.', text: 'What was out is out. Send it again to go on where it stopped.' },
};

export const emptySubscribers: Record<SubscriberState | 'all', { title: string; text: string }> = {
  all: {
    title: 'No subscribers yet',
    text: 'People subscribe on the Newsletter page of your site. Or ask those you know.',
  },
  waiting: { title: 'Nobody waits', text: 'Who is asked by mail and has not confirmed yet appears here.' },
  subscribed: {
    title: 'Nobody is subscribed yet',
    text: 'Whoever confirms the mail that asks them appears here.',
  },
  unsubscribed: {
    title: 'Nobody has left',
    text: 'Whoever leaves is kept here, so that no list asks them again.',
  },
  bounced: {
    title: 'Nothing came back',
    text: 'Addresses whose mailbox does not exist any more appear here.',
  },
};
