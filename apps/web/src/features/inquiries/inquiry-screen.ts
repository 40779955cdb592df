import { spamDays } from '@archipelago/core/abuse/spam-days';
import { type InquiryState, inquiryStates } from '@archipelago/core/inquiries/inquiry-states';

export interface InboxFilter {
  state: InquiryState;
  mine?: 'yes' | undefined;
}

/** What the address of the inbox asks for; what is not known there is ignored. Open ones, unless it says otherwise. */
export function inboxFilter(asked: URLSearchParams): InboxFilter {
  return {
    state: inquiryStates.find((state) => state === asked.get('state')) ?? 'open',
    mine: asked.get('mine') === 'yes' ? 'yes' : undefined,
  };
}

/** What was just done, as the page's address keeps it. */
export const inquiryNotices: Record<string, { title: string; text: string }> = {
  answered: { title: 'Answered.', text: 'The mail is on its way, and the answer is kept here.' },
  'answered-closed': { title: 'Answered and closed.', text: 'The mail is on its way.' },
  assigned: { title: 'Saved.', text: 'Whoever it was given to is told.' },
  open: { title: 'Opened again.', text: 'It waits for an answer under Open.' },
  closed: { title: 'Closed.', text: 'It is kept under Closed.' },
  spam: { title: 'Taken for spam.', text: `It is kept under Spam for ${spamDays} days, and tells nobody.` },
  deleted: { title: 'Deleted.', text: 'The inquiry and its answers are gone for good.' },
};

export const emptyInbox: Record<InquiryState, { title: string; text: string }> = {
  open: {
    title: 'Nothing waits for an answer',
    text: 'What people write through the contact page of your site appears here. You are told when something comes.',
  },
  closed: { title: 'Nothing closed yet', text: 'Inquiries that you close are kept here with their answers.' },
  spam: {
    title: 'No spam',
    text: `Messages that a program seems to have sent are kept here for ${spamDays} days, in case one was meant.`,
  },
};

/** How long what is listed is kept; nothing where that is until somebody deletes it. */
export const keptInbox: Partial<Record<InquiryState, string>> = {
  spam: `Each is deleted for good ${spamDays} days after it came here. If it was meant, open it and choose Not spam.`,
};
