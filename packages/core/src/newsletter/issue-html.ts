import { escapeHtml } from '../mail/escape-html.ts';
import { renderMarkdown } from '../posts/render-markdown.ts';

/** A post's text as a mail can show it: pictures no wider than the mail, and addresses of the site in full. */
export function issueHtml(markdown: string, siteUrl: string): string {
  const base = escapeHtml(siteUrl.replace(/\/+$/, ''));
  // Text cannot contain a tag or an attribute here: every `<` a person wrote is escaped.
  return renderMarkdown(markdown)
    .replace(/<(a|img)([^>]*?) (href|src)="\/(?!\/)/g, `<$1$2 $3="${base}/`)
    .replace(/<img (?:loading="lazy" )?/g, '<img style="max-width:100%;height:auto;" ');
}
