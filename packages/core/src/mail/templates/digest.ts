import type { MailMessage } from '../send-mail.ts';
import { layOutMail } from './layout.ts';

export interface DigestMail {
  workspace: { name: string; accent: string | null };
  /** What happened, newest first, each without a full stop. */
  lines: string[];
  /** How many more there are. */
  more: number;
  url: string;
  unsubscribeUrl: string;
}

/** Once a day, what somebody has not read yet. */
export function digestMail({ workspace, lines, more, url, unsubscribeUrl }: DigestMail): MailMessage {
  const count = lines.length + more;
  const heading = count === 1 ? 'One thing you have not read' : `${count} things you have not read`;
  return layOutMail({
    workspace,
    subject: `${heading} in ${workspace.name}`,
    heading,
    paragraphs: [...lines.map((line) => `${line}.`), ...(more > 0 ? [`And ${more} more.`] : [])],
    action: { label: 'Read them', url },
    note: 'This comes at eight in the morning, on days when there is something to tell.',
    footer: {
      text: 'You get this because your notifications include the daily digest.',
      link: { label: 'Stop it', url: unsubscribeUrl },
    },
  });
}
