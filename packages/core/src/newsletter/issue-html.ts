import { escapeHtml } from '../mail/escape-html.ts';
import { renderMarkdown } from '../posts/render-markdown.ts';
import { type ShownPicture, withPictures } from '../posts/with-pictures.ts';

/** A post's text as a mail can show it: pictures no wider than the mail, and addresses of the site in full. */
export function issueHtml(
  markdown: string,
  siteUrl: string,
  picture: (name: string) => ShownPicture | undefined = () => undefined,
): string {
  const base = escapeHtml(siteUrl.replace(/\/+$/, ''));
  // Text cannot contain a tag or an attribute here: every `<` a person wrote is escaped.
  return withPictures(renderMarkdown(markdown), picture)
    .replace(/<(a|img)([^>]*?) (href|src)="\/(?!\/)/g, `<$1$2 $3="${base}/`)
    .replace(/<img (?:loading="lazy" )?/g, '<img style="max-width:100%;height:auto;" ');
}
