import { directionOf, type Language } from '../../language/languages.ts';
import { workspaceUrl } from '../../workspaces/workspace-url.ts';
import { escapeHtml } from '../escape-html.ts';
import { mailAccent } from '../mail-accent.ts';
import type { MailMessage } from '../send-mail.ts';

/** A workspace's row has all of it. Without a logo its initial stands there, as it does where pictures are not shown. */
export interface MailSender {
  name: string;
  accent: string | null;
  slug?: string;
  logoPath?: string | null;
}

export interface MailContent {
  /** In whose look and name it comes. */
  workspace: MailSender;
  /** English unless told, as to the team. */
  language?: Language;
  subject: string;
  heading: string;
  /** Plain text, a paragraph each. */
  paragraphs: string[];
  /** A text that somebody wrote, after the paragraphs: as they wrote it, and as HTML that is safe. */
  article?: { text: string; html: string };
  action: { label: string; url: string };
  /** Smaller, below the button. */
  note: string;
  /** Why this person gets it. */
  footer: string;
}

const font =
  "font-family:'Instrument Sans',-apple-system,BlinkMacSystemFont,'Segoe UI',Helvetica,Arial,sans-serif;";
const ink = '#16242b';
const softInk = '#4b5f69';
const line = '#dbe4e6';

/** One message, as text and as HTML made of tables and inline styles, which is what mail clients keep. */
export function layOutMail(content: MailContent): MailMessage {
  return { subject: content.subject, text: asText(content), html: asHtml(content) };
}

function asText({ heading, paragraphs, article, action, note, footer, workspace }: MailContent): string {
  return [
    heading,
    ...paragraphs,
    ...(article ? [article.text] : []),
    `${action.label}:\n${action.url}`,
    note,
    `-- \n${workspace.name}\n${footer}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function asHtml(content: MailContent): string {
  const { workspace, language = 'en', subject, heading, paragraphs, article, action, note, footer } = content;
  const direction = directionOf(language);
  const besideLogo = direction === 'rtl' ? 'padding-right:10px;' : 'padding-left:10px;';
  const accent = mailAccent(workspace.accent);
  const name = escapeHtml(workspace.name);
  const initial = escapeHtml([...workspace.name][0]?.toUpperCase() ?? '');
  const logo =
    workspace.slug && workspace.logoPath && workspaceUrl(workspace.slug, `/files/${workspace.logoPath}`);
  const texts = paragraphs
    .map(
      (paragraph) =>
        `<p style="margin:12px 0 0;${font}font-size:15px;line-height:24px;color:${softInk};">${escapeHtml(paragraph)}</p>`,
    )
    .join('');
  const written = article
    ? `<div dir="auto" style="margin:12px 0 0;${font}font-size:16px;line-height:26px;color:${ink};">${article.html}</div>`
    : '';
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:0;background-color:#eef3f4;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#eef3f4;">
<tr><td align="center" style="padding:32px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:${article ? 600 : 480}px;background-color:#ffffff;border:1px solid ${line};border-radius:10px;">
<tr><td style="padding:36px 36px 32px;">
<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td width="32" height="32" align="center" style="${logo ? '' : `background-color:${accent};`}border-radius:7px;${font}font-size:16px;font-weight:600;color:${logo ? accent : '#ffffff'};" aria-hidden="true">${logo ? `<img src="${escapeHtml(logo)}" width="32" height="32" alt="${initial}" style="display:block;width:32px;height:32px;border:0;border-radius:7px;">` : initial}</td>
<td style="${besideLogo}${font}font-size:15px;font-weight:600;color:${ink};">${name}</td>
</tr></table>
<h1${article ? ' dir="auto"' : ''} style="margin:28px 0 0;${font}font-size:22px;line-height:28px;font-weight:600;letter-spacing:-0.02em;color:${ink};">${escapeHtml(heading)}</h1>
${texts}${written}
<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin-top:24px;"><tr>
<td style="background-color:${accent};border-radius:7px;"><a href="${escapeHtml(action.url)}" style="display:inline-block;padding:11px 20px;${font}font-size:15px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;">${escapeHtml(action.label)}</a></td>
</tr></table>
<p style="margin:24px 0 0;${font}font-size:13px;line-height:20px;color:${softInk};">${escapeHtml(note)}</p>
</td></tr>
<tr><td style="padding:16px 36px;border-top:1px solid ${line};${font}font-size:12px;line-height:18px;color:#5c6f78;">${name}<br>${escapeHtml(footer)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}
