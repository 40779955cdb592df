import { directionOf } from '../../language/languages.ts';
import { workspaceUrl } from '../../workspaces/workspace-url.ts';
import { escapeHtml } from '../escape-html.ts';
import { mailAccent } from '../mail-accent.ts';
import { mailFont, mailInk, mailLine, mailSoftInk } from '../mail-style.ts';
import type { MailContent, MailSender, MailText } from './layout.ts';

/** What cannot stand in an attribute: a phone, and the night, where the client knows of them. */
const styleSheet = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:480px){.around{padding:12px 8px!important}.inside{padding-left:20px!important;padding-right:20px!important}}
@media (prefers-color-scheme:dark){
.page{background-color:#080d0f!important}
.card{background-color:#11181c!important}
.card,.line,.article td,.article th,.article hr{border-color:#2a363c!important}
.ink,.article{color:#eef3f5!important}
.soft{color:#b6c3c9!important}
.faint{color:#93a2a9!important}
.box{background-color:#1b252a!important}
.article a{color:#eef3f5!important}
}`;

/** Breaks what has no place to break, rather than push the page wider than a phone. */
const wrap = 'overflow-wrap:anywhere;word-break:break-word;';

export function layOutHtml(content: MailContent): string {
  const { workspace, language = 'en', subject, heading, paragraphs, article, action, note, footer } = content;
  const direction = directionOf(language);
  const accent = mailAccent(workspace.accent);
  const texts = paragraphs
    .map(
      (paragraph) =>
        `<p class="soft" style="margin:12px 0 0;${mailFont}font-size:15px;line-height:24px;color:${mailSoftInk};">${written(paragraph)}</p>`,
    )
    .join('');
  const somebodys = article
    ? `<div dir="auto" class="article" style="margin:12px 0 0;${mailFont}font-size:16px;line-height:26px;color:${mailInk};">${article.html}</div>`
    : '';
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${styleSheet}</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#eef3f4;">
${preview(content)}<table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#eef3f4;">
<tr><td class="around" align="center" style="padding:32px 16px;">
<table class="card" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed;max-width:${article ? 600 : 480}px;background-color:#ffffff;border:1px solid ${mailLine};border-radius:10px;">
<tr><td class="inside" style="padding:36px 36px 32px;${wrap}">
<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
${mark(workspace, accent)}
<td class="ink" style="padding-${direction === 'rtl' ? 'right' : 'left'}:10px;${mailFont}font-size:15px;font-weight:600;color:${mailInk};${wrap}">${escapeHtml(workspace.name)}</td>
</tr></table>
<h1${article ? ' dir="auto"' : ''} class="ink" style="margin:28px 0 0;${mailFont}font-size:22px;line-height:28px;font-weight:600;${direction === 'rtl' ? '' : 'letter-spacing:-0.02em;'}color:${mailInk};">${escapeHtml(heading)}</h1>
${texts}${somebodys}
<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin-top:24px;"><tr>
<td style="background-color:${accent};border-radius:7px;"><a href="${escapeHtml(action.url)}" style="display:inline-block;padding:11px 20px;${mailFont}font-size:15px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;${wrap}">${escapeHtml(action.label)}</a></td>
</tr></table>
<p class="soft" style="margin:24px 0 0;${mailFont}font-size:13px;line-height:20px;color:${mailSoftInk};">${written(note)}</p>
</td></tr>
<tr><td class="inside faint line" style="padding:16px 36px;border-top:1px solid ${mailLine};${mailFont}font-size:12px;line-height:18px;color:#5c6f78;${wrap}">${escapeHtml(workspace.name)}<br>${written(footer)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function written(text: MailText): string {
  if (typeof text === 'string') return escapeHtml(text).replaceAll('\n', '<br>');
  const { label, url } = text.link;
  return `${written(text.text)} <a href="${escapeHtml(url)}" style="color:inherit;text-decoration:underline;">${escapeHtml(label)}</a>`;
}

/** What an inbox shows beside the subject; without it, that would be the initial of the workspace. */
function preview({ paragraphs: [first], article }: MailContent): string {
  const text = first === undefined ? article?.text : typeof first === 'string' ? first : first.text;
  if (!text) return '';
  const short = text.replace(/\s+/g, ' ').slice(0, 140);
  return `<div aria-hidden="true" style="display:none;max-height:0;overflow:hidden;">${escapeHtml(short)}</div>\n`;
}

function mark({ name, slug, logoPath }: MailSender, accent: string): string {
  const initial = escapeHtml([...name][0]?.toUpperCase() ?? '');
  const logo = slug && logoPath && workspaceUrl(slug, `/files/${logoPath}`);
  const shown = logo
    ? `<img src="${escapeHtml(logo)}" width="32" height="32" alt="${initial}" style="display:block;width:32px;height:32px;border:0;border-radius:7px;">`
    : initial;
  return `<td width="32" valign="top" aria-hidden="true"><div style="width:32px;height:32px;line-height:32px;text-align:center;${logo ? '' : `background-color:${accent};`}border-radius:7px;${mailFont}font-size:16px;font-weight:600;color:${logo ? accent : '#ffffff'};">${shown}</div></td>`;
}
