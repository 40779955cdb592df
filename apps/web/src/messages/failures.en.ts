/** The pages in place of one that could not be shown. */
export const en = {
  notFoundTitle: 'Nothing charted here.',
  notFoundNote: '{status}, position unknown',
  notFoundText: 'There is nothing at this address. It may have moved, or it has a typing mistake.',
  unreadable: 'That could not be read.',
  notInPlan: 'The plan does not include this.',
  notOpen: 'This is not open to you.',
  notHere: 'This cannot be done here.',
  changedMeanwhile: 'Something changed meanwhile.',
  noLongerHere: 'This is no longer here.',
  tooLarge: 'That is too large.',
  tooMany: 'Too many at once.',
  backSoon: 'Back in a moment.',
  ours: 'Something broke on our side.',
  didNotWork: 'That did not work.',
  oursText:
    'It has been logged, and nothing was half saved. Try again; if it happens again, tell us the number below.',
  frontPage: 'Go to the front page',
  yourWorkspaces: 'Your workspaces',
  tryAgain: 'Try again',
  request: 'Request {id}',
} as const;
