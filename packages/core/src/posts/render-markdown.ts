import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/**
 * Markdown (CommonMark with tables, strikethrough, autolinks, task lists and footnotes) to HTML that is safe to put on a
 * page: raw HTML comes out as text, and only http, https and mailto links keep their target. Headings move one level down,
 * since the page's own heading is the title.
 */
export function renderMarkdown(markdown: string): string {
  const html = micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: false,
    allowDangerousProtocol: false,
  });
  // Text cannot contain a tag here: every `<` a person wrote is escaped.
  return html.replace(
    /<(\/?)h([1-5])(?=[\s>])/g,
    (_, slash: string, level: string) => `<${slash}h${Number(level) + 1}`,
  );
}
