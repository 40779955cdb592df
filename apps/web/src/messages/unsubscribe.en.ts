/** The page that the last line of a mail leads to. */
export const en = {
  stoppedTitle: 'Mails stopped',
  stopTitle: 'Stop these mails',
  stoppedHeading: 'These mails have stopped',
  stopHeading: 'Stop these mails?',
  stoppedText: 'You get no more mail from {workspace} for: {what}. Nothing else changes.',
  stopText: '{workspace} sends you these: {what}. Everything else stays as it is.',
  replies: 'Replies to your comments',
  approvals: 'That what you wrote was approved',
  preferences: 'Notification preferences',
} as const;
