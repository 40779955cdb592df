/** Why something that was asked for was not done, each by its reason. */
export const en = {
  signInFirst: 'This needs you to be signed in. Sign in and try again.',
  notOpen: 'This is not open to you. Ask the people who run this site.',
  nothingHere: 'There is nothing here, or it is not open to you. Check the address.',
  nothingAtAddress: 'There is nothing at this address. It may have moved, or it has a typing mistake.',
  workspaceClosed: '{workspace} was closed by the people who ran it. There is nothing to see here any more.',
  changedMeanwhile: 'Something changed meanwhile, so nothing was done. Reload the page and try again.',
  notDone: 'That did not work, so nothing was done. Check what you sent and try again.',
  failedHere:
    'Something failed on our side and was reported. Try again; if it happens again, give us this reference: {reference}.',
  databaseAway:
    'We cannot reach our database at the moment. Nothing was changed. Try again in a few seconds.',
  tooOften: {
    one: 'This was done too often in a short time. Try again in a second.',
    other: 'This was done too often in a short time. Try again in {count} seconds.',
  },
  takesNothingNew:
    '{workspace} takes nothing new at the moment, so nothing was done. Everything can still be read. Ask {workspace} when it opens again.',
  formTooOld:
    'This form stood open for too long, so nothing was sent. What you wrote is still here: send it again.',
  guestbookSignIn: 'Sign in to sign the guestbook of {workspace}.',
  guestbookClosed: 'The guestbook of {workspace} is closed. What is there stays to read.',
  guestbookName: 'Enter your name, as it should stand below your entry.',
  commentUnknown: 'This comment is not there any more. Reload the page.',
  repliedToUnknown: 'The comment you reply to is not there any more. Reload the page.',
  replyToReply: 'A reply has no replies of its own. Reply to the comment above it.',
  replyToReplyField: 'Give the comment that this one replies to.',
  ownComment: 'This comment is your own. Delete it if it should not stay.',
  editOver: {
    one: 'A comment can be changed for {count} minute, and this one is older. Reply to it, or delete it.',
    other: 'A comment can be changed for {count} minutes, and this one is older. Reply to it, or delete it.',
  },
  commentsClosed: '{workspace} takes no comments at the moment. What is there stays to read.',
  postGone: 'The post is not on the site any more, so nothing was saved. Reload the page.',
  postUnknown: '{workspace} has no post at this address. It may have been taken down.',
  joinFirst: 'Join {workspace} first. It is free, and takes one click.',
  joinClosed: '{workspace} is by invitation. Ask somebody on the team to invite you.',
  joinByDomain:
    'Only people with an address at a domain of {workspace} can join by themselves. Sign in with that address, or ask somebody on the team to invite you.',
  noSeat: 'Every seat of {workspace} is taken at the moment. Tell somebody on the team, and try again.',
  blockedFromJoining:
    'The team of {workspace} has blocked you, so that you cannot join. If you think that is a mistake, write to them.',
  blockedHere:
    'The people of {workspace} have blocked you: you can read what is public, and not take part. If that is a mistake, write to them.',
  linkIncomplete: 'This link is not complete. Open it from the mail once more.',
  correctFields: {
    one: '{count} field needs a correction. Correct it and send again.',
    other: '{count} fields need a correction. Correct them and send again.',
  },
  fillIn: 'Fill this in.',
  chooseOne: 'Choose one of the options.',
  wrongForm: 'This is not in the form we expect. Check it and try again.',
  tooShort: 'This is too short.',
  tooLong: 'This is too long.',
  incompleteEmail: 'This is not a complete e-mail address. It looks like name@example.com.',
  atLeast: { one: 'Use at least {count} character.', other: 'Use at least {count} characters.' },
  atMost: {
    one: 'Use at most {most} characters; this has {count}.',
    other: 'Use at most {most} characters; this has {count}.',
  },
  noInvisible: 'Remove line breaks and invisible characters.',
  writeSomething: 'Write something first.',
  commentTooLong: 'A comment has at most {most} characters; this has {length} or more. Shorten it.',
  entryTooLong: 'An entry has at most {most} characters. Shorten it.',
  messageTooLong: 'A message has at most {most} characters. Shorten it.',
  copyRunning: 'A copy of your data is being made already. You find it below as soon as it is ready.',
  copiesEnough: {
    one: 'You can ask for {count} copy in 24 hours. Download one of the copies below, or try again tomorrow.',
    other:
      'You can ask for {count} copies in 24 hours. Download one of the copies below, or try again tomorrow.',
  },
  erasureText: 'Type it exactly as it is written: {text}',
  soleOwner:
    'You are the only owner of {workspaces}. Hand over ownership or delete the workspace first, then come back.',
  erasureUnknown:
    'This link does not belong to a wish to be erased that is open. Open the newest mail about it, or wait for the day.',
  sentTooFast:
    'This came faster than people type, or a program filled in the form, so no mail was sent. Look at your address once more, then choose Subscribe again. If that does not help, write to us on the Contact page.',
  subscribeLinkOver:
    'This link does not work any more, or is not complete. Subscribe to {workspace} once more, and you get a new one.',
} as const;
