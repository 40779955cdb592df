/** The form that writes to a workspace. */
export const en = {
  title: 'Contact',
  description: 'Write to the people of {workspace}.',
  heading: 'Write to {workspace}',
  sentTitle: 'Your message is there.',
  sentText: '{workspace} answers to the e-mail address you gave.',
  back: 'Back to {workspace}',
  closed: '{workspace} takes no messages here at the moment.',
  lead: 'Only the people of {workspace} read it. The answer comes by e-mail.',
  yourName: 'Your name',
  yourEmail: 'Your e-mail address',
  subject: 'What it is about',
  message: 'Your message',
  send: 'Send message',
} as const;
