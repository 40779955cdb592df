import type { Subscriber } from '@archipelago/core/newsletter/list-subscribers';
import type { IssueState } from '@archipelago/core/newsletter/newsletter-issue';
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

export const issueTones = { sending: 'accent', sent: 'ok', cancelled: undefined } as const;

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
