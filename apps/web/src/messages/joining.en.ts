/** Coming to belong to a workspace, and leaving it. */
export const en = {
  guestTitle: 'Join {workspace}',
  guestText:
    'You join as a guest: {workspace} sees your name and your e-mail address. Nobody else does, and it costs nothing.',
  teamTitle: 'Join the team of {workspace}',
  teamText:
    'Your address {email} is at one of its domains, so you need no invitation. You join as a member, with a dashboard of your own.',
  noSeatTitle: 'There is no free seat',
  noSeatText:
    'You may join the team of {workspace}, but every seat is taken at the moment. Tell somebody on the team, and try again.',
  otherDomainTitle: 'Use your address at {workspace}',
  otherDomainText:
    'People with an e-mail address at a domain of {workspace} join by themselves. You are signed in as {email}. Sign in with that address, or ask somebody on the team to invite you.',
  otherDomainTextNoAddress:
    'People with an e-mail address at a domain of {workspace} join by themselves. You are signed in without a verified address. Sign in with that address, or ask somebody on the team to invite you.',
  invitationTitle: '{workspace} is by invitation',
  invitationText:
    'Nobody joins by themselves. Ask somebody on the team to invite {email}; the mail has a link that works.',
  invitationTextYou:
    'Nobody joins by themselves. Ask somebody on the team to invite you; the mail has a link that works.',
  closedTitle: 'Nobody can join {workspace} at the moment',
  closedText:
    'It takes nothing new for now. Everything that is public can still be read. Try again later, or ask somebody on the team when it opens again.',
  blockedTitle: 'You cannot join {workspace}',
  blockedText: 'Its team has blocked you. If you think that is a mistake, write to them.',
  joinTeam: 'Join the team',
  tryAgain: 'Try again',
  visit: 'Visit {workspace}',
  notNow: 'Not now',
  leaveTitle: 'Leave {workspace}?',
  leave: 'Leave {workspace}',
  hasLeft: 'You have left {workspace}',
  teamLeft: 'Its dashboard is closed to you. To come back, ask for an invitation.',
  guestLeft: 'You can still read what is public, and join again at any time.',
  leaveTeamText:
    'You lose its dashboard at once, and your seat becomes free. What you wrote stays, under your name. To come back you need an invitation.',
  leaveGuestText:
    'You stop being a guest here. What you wrote stays, under your name. You can join again at any time.',
  yourWorkspaces: 'Your workspaces',
  handOver: 'Hand over ownership',
  stay: 'Stay',
} as const;
