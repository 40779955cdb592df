import type { MailMessage } from '../send-mail.ts';
import { layOutMail } from './layout.ts';

export interface ExportReadyMail {
  workspace: { name: string; accent: string | null; timeZone: string };
  /** How many ZIP files it has. */
  volumes: number;
  url: string;
  expiresAt: Date;
}

/** To the person who asked for a copy of the workspace's data. */
export function exportReadyMail({ workspace, volumes, url, expiresAt }: ExportReadyMail): MailMessage {
  const day = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: workspace.timeZone,
  }).format(expiresAt);
  const heading = `The export of ${workspace.name} is ready`;
  return layOutMail({
    workspace,
    subject: heading,
    heading,
    paragraphs: [
      volumes === 1
        ? 'It is one ZIP file with everything in it: every table as JSON and as CSV, and all uploaded files.'
        : `It is ${volumes} ZIP files, each of which opens by itself. Together they have every table as JSON and as CSV, and all uploaded files.`,
    ],
    action: { label: volumes === 1 ? 'Download the export' : 'See the downloads', url },
    note: `The link works until ${day}, for people who are signed in and may export ${workspace.name}. Keep what you download as safe as the workspace itself: it has everybody’s names and addresses in it.`,
    footer: 'You get this because you asked for this export.',
  });
}
