/** What every form can say. */
export const en = {
  cancel: 'Cancel',
  close: 'Close',
  notSaved: 'This was not saved. Correct what is marked below and try again.',
  tooLarge:
    'What you sent is larger than this form takes, so nothing was saved. A picture may have 2 MB at most.',
  leaveEmpty: 'Leave this empty',
  unreachable: 'This could not be saved. Check your connection and try again.',
} as const;
