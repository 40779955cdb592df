import type { Language } from '../../language/languages.ts';
import type { MailMessage } from '../send-mail.ts';
import { layOutHtml } from './layout-html.ts';

/** A workspace's row has all of it. Without a logo its initial stands there, as it does where pictures are not shown. */
export interface MailSender {
  name: string;
  accent: string | null;
  slug?: string;
  logoPath?: string | null;
}

export interface MailLink {
  label: string;
  url: string;
}

/** Plain text, in which a line break stays one. A link is a word at its end: an address is read by nobody and breaks a phone’s page. */
export type MailText = string | { text: string; link: MailLink };

export interface MailContent {
  /** In whose look and name it comes. */
  workspace: MailSender;
  /** English unless told, as to the team. */
  language?: Language;
  subject: string;
  heading: string;
  paragraphs: MailText[];
  /** A text that somebody wrote, after the paragraphs: as they wrote it, and as HTML that is safe. */
  article?: { text: string; html: string };
  action: MailLink;
  /** Smaller, below the button. */
  note: MailText;
  /** Why this person gets it. */
  footer: MailText;
}

/** One message, as text and as HTML made of tables and inline styles, which is what mail clients keep. */
export function layOutMail(content: MailContent): MailMessage {
  return { subject: content.subject, text: asText(content), html: layOutHtml(content) };
}

function asText({ heading, paragraphs, article, action, note, footer, workspace }: MailContent): string {
  return [
    heading,
    ...paragraphs.map(written),
    ...(article ? [article.text] : []),
    `${action.label}:\n${action.url}`,
    written(note),
    `-- \n${workspace.name}\n${written(footer)}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function written(text: MailText): string {
  return typeof text === 'string' ? text : `${text.text} ${text.link.label}: ${text.link.url}`;
}
