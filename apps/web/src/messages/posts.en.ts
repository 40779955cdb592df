/** Posts, and those that are not for everybody. */
export const en = {
  forGuests: 'Guests and members',
  forMembers: 'Members only',
  guestsTitle: 'This post is for guests of {workspace}',
  membersTitle: 'This post is for members of {workspace}',
  secondStep:
    '{workspace} asks its members for a second step when they sign in. Add one to your sign-in to read on.',
  notOnTeam: 'You are signed in, and not on the team. Ask the people of this site if you should be.',
  notJoined: 'You are signed in, and have not joined here yet.',
  guestsSignIn: 'Sign in to read it here, together with its comments.',
  membersSignIn: 'Members sign in to read it here, together with its comments.',
  securitySettings: 'Open your security settings',
  contents: 'On this page',
  share: 'Share',
  byMail: 'E-mail',
  copyLink: 'Copy link',
  linkCopied: 'Link copied',
  morePosts: 'More posts',
  newerPost: 'Newer post',
  olderPost: 'Older post',
} as const;
