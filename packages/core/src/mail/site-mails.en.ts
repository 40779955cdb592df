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
  invitedHeading: '{inviter} invited you to {workspace}',
  invitedHeadingBySomebody: 'Somebody invited you to {workspace}',
  wantsMember:
    '{inviter} would like you to join {workspace} as a member. You will be able to write posts and see who else is there.',
  wantsAdmin:
    '{inviter} would like you to join {workspace} as an admin. You will be able to write posts, invite people and change how the workspace looks.',
  wantsRole: '{inviter} would like you to join {workspace} with the role {role}.',
  wantsDescribedRole: '{inviter} would like you to join {workspace} with the role {role}: {description}.',
  somebody: 'Somebody',
  acceptInvitation: 'Accept the invitation',
  invitationNote:
    'The link works once, until {day}, for this e-mail address. If you do not know {who}, ignore this message; nothing happens.',
  invitationFooter: 'You get this because somebody entered your address in an invitation.',
  confirmSubject: 'Confirm that you want the newsletter of {workspace}',
  confirmHeading: 'Do you want the newsletter of {workspace}?',
  confirmAsked: 'Somebody, probably you, asked for the newsletter of {workspace} with this address.',
  confirmInvited: '{workspace} would like to send you its newsletter: what it publishes, by mail.',
  confirmText: 'Open the link and choose “Subscribe”. Until then you get nothing.',
  confirmAction: 'Look at it',
  confirmNote: {
    one: 'The link works for {count} day. If you do not want the newsletter, ignore this message; nothing happens.',
    other:
      'The link works for {count} days. If you do not want the newsletter, ignore this message; nothing happens.',
  },
  confirmAskedFooter: 'You get this because your address was entered on the site of {workspace}.',
  confirmInvitedFooter: 'You get this because {workspace} entered your address in a list of people to ask.',
  issueAction: 'Read it on the site',
  issueNote: 'To answer {workspace}, write to it on its site: answers to this mail are not read.',
  issueFooter: 'You get this because you subscribed to the newsletter of {workspace}. Unsubscribe: {url}',
} as const;
