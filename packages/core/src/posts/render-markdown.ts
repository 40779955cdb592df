import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/**
 * Markdown (CommonMark with tables, strikethrough, autolinks, task lists and footnotes) to HTML that is safe to put on a
 * page: raw HTML comes out as text, and only http, https and mailto links keep their target. The highest heading becomes
 * a second-level one, whichever it was, since the page's own heading is the title.
 */
export function renderMarkdown(markdown: string): string {
  const html = micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: false,
    allowDangerousProtocol: false,
  });
  // Text cannot contain a tag here: every `<` a person wrote is escaped.
  const levels = [...html.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
  const down = 2 - Math.min(...levels);
  return html.replace(
    /<(\/?)h([1-6])(?=[\s>])/g,
    (_, slash: string, level: string) => `<${slash}h${Math.min(6, Number(level) + down)}`,
  );
}
