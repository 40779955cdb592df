import type { MailMessage } from '../send-mail.ts';
import { layOutMail } from './layout.ts';
import { platformSender } from './platform-sender.ts';

export interface DataCopyReadyMail {
  /** How many ZIP files it has. */
  volumes: number;
  url: string;
  expiresAt: Date;
}

/** To a person who asked for a copy of their data. */
export function dataCopyReadyMail({ volumes, url, expiresAt }: DataCopyReadyMail): MailMessage {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    expiresAt,
  );
  const heading = 'The copy of your data is ready';
  return layOutMail({
    workspace: platformSender,
    subject: heading,
    heading,
    paragraphs: [
      volumes === 1
        ? 'It is one ZIP file with everything about you in it, from every workspace, as JSON and as CSV.'
        : `It is ${volumes} ZIP files, each of which opens by itself. Together they have everything about you, from every workspace, as JSON and as CSV.`,
    ],
    action: { label: volumes === 1 ? 'Download your data' : 'See the downloads', url },
    note: `The link works until ${day}, for you alone and only while you are signed in. If you did not ask for this, change your password: somebody else did, as you.`,
    footer: 'You get this because you asked for a copy of your data.',
  });
}
