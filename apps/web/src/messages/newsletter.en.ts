/** Subscribing to a workspace's newsletter, and leaving it. */
export const en = {
  heading: 'The newsletter of {workspace}',
  description: 'Get what {workspace} publishes by e-mail.',
  lead: 'What {workspace} publishes, by e-mail. Every mail has a link that ends it.',
  yourEmail: 'Your e-mail address',
  emailHint: 'Used for the newsletter alone. You confirm it by a mail.',
  subscribe: 'Subscribe',
  askedTitle: 'Look into your mailbox.',
  askedText:
    'Unless you are subscribed already, a mail is on its way. Open its link and choose “Subscribe”: until then you get nothing.',
  back: 'Back to {workspace}',
  closed: '{workspace} takes no new subscribers at the moment.',
  confirmHeading: 'Subscribe to {workspace}?',
  confirmText: 'You get what {workspace} publishes by e-mail, until you end it.',
  otherAddress: 'Use another address',
  overHeading: 'This link is over',
  overText:
    'It was used too late, or the address was asked again since. Subscribe once more, and you get a new one.',
  subscribedTitle: 'Subscribed',
  subscribedHeading: 'You are subscribed',
  subscribedText:
    'The newsletter of {workspace} comes to your mailbox from now on. Every mail has a link that ends it.',
  leave: 'Unsubscribe',
  leaveHeading: 'Unsubscribe?',
  leaveText: '{workspace} sends you no more newsletters then.',
  toSite: 'To {workspace}',
  leftTitle: 'Unsubscribed',
  leftHeading: 'You are unsubscribed',
  leftText:
    'You get no more newsletters of {workspace}. One that is on its way at this moment may still arrive.',
  again: 'Subscribe again',
  cardHeading: 'By e-mail',
  cardText: 'What {workspace} publishes, in your mailbox.',
} as const;
