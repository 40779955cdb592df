import type { MailMessage } from '../send-mail.ts';
import { layOutMail } from './layout.ts';
import { platformSender } from './platform-sender.ts';

export interface ErasureAskedMail {
  eraseAfter: Date;
  content: 'keep' | 'remove';
  /** Where it is taken back. */
  url: string;
  /** Where it is begun at once. */
  nowUrl: string;
}

/** To a person who asked to be erased. */
export function erasureAskedMail({ eraseAfter, content, url, nowUrl }: ErasureAskedMail): MailMessage {
  const day = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(eraseAfter);
  const heading = `You will be erased on ${day}`;
  return layOutMail({
    workspace: platformSender,
    subject: heading,
    heading,
    paragraphs: [
      `Until ${day} nothing changes, and you can take it back. In the night after that, your sign-in, your memberships and everything that names you go for good, in every workspace.`,
      content === 'keep'
        ? 'What you wrote stays where it is, without your name.'
        : 'What you wrote is deleted with it.',
      { text: 'You do not want to wait?', link: { label: 'Begin now', url: nowUrl } },
    ],
    action: { label: 'See it, or take it back', url },
    note: 'If you did not ask for this, take it back and change your password: somebody else did, as you.',
    footer: 'You get this because somebody who was signed in as you asked for it.',
  });
}
