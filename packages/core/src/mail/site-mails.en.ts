/** Mails to guests and visitors of a workspace. */
export const en = {
  answerSubject: 'Re: {subject}',
  answerSignature: '{author}, {workspace}',
  answerAction: 'Write to {workspace} again',
  answerNote: 'You wrote: {text}',
  answerFooter:
    'You get this because somebody wrote to {workspace} with this address. Answer this mail to go on.',
  replySubject: 'There is a reply to your comment on {post} ({workspace})',
  replyHeading: 'There is a reply to your comment on {post}',
  replyText: 'This happened in {workspace}.',
  replyAction: 'Read it on the site',
  replyNote: 'To answer, sign in there as you did when you commented.',
  replyFooter: 'You get this because you are told of replies to your comments. Stop these mails: {url}',
} as const;
