import type { Answer } from '../../support/product.ts';

export interface ReadPage {
  title: string;
  description: string;
  canonical: string;
  picture: string;
  links: string[];
  images: { src: string; alt: string | undefined; width: string | undefined }[];
  headings: { level: number; text: string }[];
  ids: Set<string>;
  /** The text of each script in the page itself. */
  inlineScripts: string[];
  scriptFiles: string[];
  hasStyleAttribute: boolean;
  /** Places where a word and a link or code beside it have no space between them. */
  glued: string[];
}

/** What tests want to know of a page, as it was sent: enough of HTML for pages that we make ourselves. */
export function readPage({ body }: Answer): ReadPage {
  const meta = (name: string) =>
    attributeOf(body, new RegExp(`<meta (?:name|property)="${name}"[^>]*>`), 'content');
  const markup = body.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '');
  const prose = markup.replace(/<(pre|svg)\b[^>]*>[\s\S]*?<\/\1>/g, '');
  const tags = (name: string) =>
    [...markup.matchAll(new RegExp(`<${name}\\b[^>]*>`, 'g'))].map(([tag]) => tag);
  const scripts = [...body.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)];
  return {
    title: textOf(/<title>([\s\S]*?)<\/title>/.exec(body)?.[1] ?? ''),
    description: meta('description'),
    canonical: attributeOf(body, /<link rel="canonical"[^>]*>/, 'href'),
    picture: meta('og:image'),
    links: tags('a').map((tag) => decode(attribute(tag, 'href') ?? '')),
    images: tags('img').map((tag) => ({
      src: attribute(tag, 'src') ?? '',
      alt: attribute(tag, 'alt'),
      width: attribute(tag, 'width'),
    })),
    headings: [...markup.matchAll(/<h([1-6])\b[^>]*>([\s\S]*?)<\/h\1>/g)].map(([, level, inside]) => ({
      level: Number(level),
      text: textOf(inside ?? ''),
    })),
    ids: new Set([...markup.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id ?? '')),
    inlineScripts: scripts
      .filter(([, attributes]) => !/\ssrc=/.test(attributes ?? ''))
      .map(([, , text]) => text ?? ''),
    scriptFiles: scripts.flatMap(([, attributes]) => /\ssrc="([^"]+)"/.exec(attributes ?? '')?.[1] ?? []),
    hasStyleAttribute: /<[^>]+\sstyle="/.test(markup),
    glued: [
      ...prose.matchAll(
        /.{0,30}[a-z,.;:)]<(?:a|code|b|em|strong)\b[^>]*>[^<]{0,20}|<\/(?:a|code|b|em|strong)>[a-z(][^<]{0,20}/g,
      ),
    ].map(([place]) => place),
  };
}

/** Names the first tag of an XML document that is not closed where it should be; null for a document that is well formed. */
export function malformedXml(document: string): string | null {
  const open: string[] = [];
  if (/&(?!#\d+;|(?:amp|lt|gt|quot|apos);)/.test(document)) return 'a bare ampersand';
  for (const [tag, closes, name, empty] of document.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (closes) {
      if (open.pop() !== name) return tag;
    } else if (!empty) open.push(name ?? '');
  }
  return open[0] ?? null;
}

function attributeOf(text: string, tag: RegExp, name: string): string {
  return decode(attribute(tag.exec(text)?.[0] ?? '', name) ?? '');
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?[\\s/>]`).exec(tag);
  return found ? (found[1] ?? '') : undefined;
}

function textOf(html: string): string {
  return decode(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function decode(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => named[name] ?? '');
}
