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
  approvedSubject: 'Your comment on {post} can be seen now ({workspace})',
  approvedHeading: 'Your comment on {post} can be seen now',
  entryApprovedSubject: 'Your entry in the guestbook of {workspace} can be seen now',
  entryApprovedHeading: 'Your entry in the guestbook can be seen now',
  approvedText: '{workspace} looked at it and let it appear. Everybody who may read it there can see it.',
  approvedNote: 'Everything you wrote there is under Your profile.',
  approvedFooter: 'You get this because you are told when what you write appears. Stop these mails: {url}',
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
} as const;
