import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** What the renderer itself says, to those who hear the page. */
export interface MarkdownWords {
  footnotes: string;
  /** Of the link from a footnote back to the text. */
  backToText: string;
  /** Of what is scrolled sideways where it is too wide. */
  table: string;
}

const inEnglish: MarkdownWords = { footnotes: 'Footnotes', backToText: 'Back to the text', table: 'Table' };

/**
 * Markdown (CommonMark with tables, strikethrough, autolinks, task lists and footnotes) to HTML that is safe to put on a
 * page: raw HTML comes out as text, and only http, https and mailto links keep their target. The highest heading becomes
 * a second-level one, whichever it was, since the page's own heading is the title. A picture from elsewhere becomes a link to it:
 * no page of ours tells another site who reads it.
 */
export function renderMarkdown(markdown: string, words: MarkdownWords = inEnglish): string {
  const html = micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml({ label: words.footnotes, backLabel: words.backToText })],
    allowDangerousHtml: false,
    allowDangerousProtocol: false,
  });
  // Text cannot contain a tag here: every `<` a person wrote is escaped.
  const levels = [...html.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
  const down = 2 - Math.min(...levels);
  return html
    .replace(
      /<(\/?)h([1-6])(?=[\s>])/g,
      (_, slash: string, level: string) => `<${slash}h${Math.min(6, Number(level) + down)}`,
    )
    .replaceAll(
      '<table>',
      `<div class="prose-table" role="group" aria-label="${words.table}" tabindex="0"><table>`,
    )
    .replaceAll('</table>', '</table></div>')
    .replace(/<a [^>]*>.*?<\/a>|<img [^>]*>/gs, (tag) =>
      tag.startsWith('<a')
        ? tag.replace(/<img [^>]*>/g, (image) => picture(image, true))
        : picture(tag, false),
    );
}

function picture(tag: string, isLinked: boolean): string {
  const [, source = '', alt = ''] = /src="([^"]*)" alt="([^"]*)"/.exec(tag) ?? [];
  if (!/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(source)) return tag.replace('<img ', '<img loading="lazy" ');
  const name = alt || source;
  return isLinked ? name : `<a href="${source}">${name}</a>`;
}
