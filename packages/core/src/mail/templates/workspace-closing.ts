import type { MailMessage } from '../send-mail.ts';
import { layOutMail } from './layout.ts';

export interface WorkspaceClosingMail {
  workspace: { name: string; accent: string | null; timeZone: string };
  eraseAfter: Date;
  /** Where an owner restores it. */
  url: string;
}

/** To every owner of a workspace that one of them has deleted. */
export function workspaceClosingMail({ workspace, eraseAfter, url }: WorkspaceClosingMail): MailMessage {
  const day = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: workspace.timeZone,
  }).format(eraseAfter);
  return layOutMail({
    workspace,
    subject: `${workspace.name} will be erased on ${day}`,
    heading: `${workspace.name} will be erased on ${day}`,
    paragraphs: [
      `An owner has deleted ${workspace.name}. Its site and its dashboard are closed, and no further period is charged.`,
      `Nothing is lost yet: until ${day} any owner can restore it as it was. After that everything in it is erased for good.`,
    ],
    action: { label: 'Restore the workspace', url },
    note: 'If this is what you want, there is nothing to do.',
    footer: `You get this because you are an owner of ${workspace.name}.`,
  });
}
