import { escapeHtml } from '../mail/escape-html.ts';
import { mailAccent } from '../mail/mail-accent.ts';
import { mailBox, mailLine } from '../mail/mail-style.ts';
import { renderMarkdown } from '../posts/render-markdown.ts';
import { type ShownPicture, withPictures } from '../posts/with-pictures.ts';

const box = `background-color:${mailBox};border-radius:8px;`;
const cell = `padding:6px 10px;border:1px solid ${mailLine};`;
const headingSizes: Record<string, number> = { h2: 19, h3: 17 };

/** Where a post's text is read: the site it belongs to, its colour, and the pictures of the text by their names. */
interface Place {
  siteUrl: string;
  accent: string | null;
  picture?: (name: string) => ShownPicture | undefined;
}

/**
 * A post's text as a mail can show it: each element in a style of its own, nothing wider than the mail, and addresses of the
 * site in full.
 */
export function issueHtml(markdown: string, { siteUrl, accent, picture = () => undefined }: Place): string {
  const base = escapeHtml(siteUrl.replace(/\/+$/, ''));
  // Text cannot contain a tag or an attribute here: every `<` a person wrote is escaped.
  return withPictures(renderMarkdown(markdown), picture)
    .replace(/<(a|img)([^>]*?) (href|src)="\/(?!\/)/g, `<$1$2 $3="${base}/`)
    .replace(/<img (?:loading="lazy" )?/g, '<img style="max-width:100%;height:auto;border-radius:8px;" ')
    .replace(/<a /g, `<a style="color:${mailAccent(accent)};text-decoration:underline;" `)
    .replace(/<(h[2-6])(?=[\s>])/g, (_, tag: string) => `<${tag} style="${headingStyle(tag)}"`)
    .replaceAll('<p>', '<p style="margin:14px 0 0;">')
    .replaceAll(
      '<blockquote>',
      `<blockquote class="box" style="margin:16px 0 0;padding:2px 16px 16px;${box}">`,
    )
    .replaceAll(
      '<pre>',
      `<pre class="box" dir="ltr" style="margin:16px 0 0;padding:12px 16px;${box}white-space:pre-wrap;font-size:13px;line-height:20px;">`,
    )
    .replaceAll('<hr />', `<hr style="margin:24px 0 0;border:0;border-top:1px solid ${mailLine};">`)
    .replace(/<div class="prose-table"[^>]*>/g, '<div style="margin:16px 0 0;">')
    .replaceAll('<table>', '<table style="border-collapse:collapse;font-size:14px;line-height:20px;">')
    .replace(/<(th|td)(?=[\s>])/g, `<$1 style="${cell}"`)
    .replace(/<input [^>]*checked[^>]*>/g, '☑')
    .replace(/<input [^>]*>/g, '☐')
    .replace(/<(h\d)[^>]* id="footnote-label".*?<\/\1>/g, '');
}

function headingStyle(tag: string): string {
  return `margin:28px 0 0;font-size:${headingSizes[tag] ?? 16}px;line-height:26px;font-weight:600;`;
}
