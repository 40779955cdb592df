/** A tag as it was sent: its name, and its attributes with what they say. */
interface Tag {
  name: string;
  attributes: Map<string, string>;
  at: number;
  end: number;
}

export interface PageParts {
  /** False for a piece of a page that a script asks for. */
  whole: boolean;
  lang: string;
  dir: string;
  title: string;
  /** Where links lead, of pages that a person can go to. */
  links: string[];
  /** Everything else a browser fetches for the page: pictures in each size, styles, scripts. */
  files: string[];
  forms: { action: string; method: string }[];
  /** Ids that something on the page names: its label, what describes it, what it opens. */
  named: string[];
  headings: { level: number; text: string }[];
  ids: string[];
  /** What people read or hear, each piece by itself. */
  texts: string[];
}

const voidTags = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const silent = /^(?:script|style|template|svg|code|pre|textarea)$/;
const naming = [
  'for',
  'form',
  'list',
  'popovertarget',
  'commandfor',
  'aria-controls',
  'aria-labelledby',
  'aria-describedby',
];
const spoken = ['aria-label', 'title', 'placeholder', 'alt'];

/** Takes a page apart, as it was sent. Enough of HTML for what a serialiser wrote: every attribute quoted or bare. */
export function pageParts(html: string): PageParts {
  const body = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/(<(script|style)\b[^>]*>)[\s\S]*?(<\/\2>)/g, '$1$3');
  const tags = [...tagsOf(body)];
  const of = (...names: string[]) => tags.filter(({ name }) => names.includes(name));
  const said = (attribute: string, ...names: string[]) =>
    of(...names).flatMap(({ attributes }) => attributes.get(attribute) ?? []);
  const root = of('html')[0];
  return {
    whole: root !== undefined,
    lang: root?.attributes.get('lang') ?? '',
    dir: root?.attributes.get('dir') ?? '',
    title: plain(/<title\b[^>]*>([\s\S]*?)<\/title>/.exec(body)?.[1] ?? ''),
    links: said('href', 'a', 'area'),
    files: [
      ...of('link').flatMap(({ attributes }) =>
        /canonical|alternate|next|prev|preconnect|dns-prefetch/.test(attributes.get('rel') ?? '')
          ? []
          : (attributes.get('href') ?? []),
      ),
      ...of('link').flatMap(({ attributes }) =>
        attributes.get('rel') === 'alternate' ? (attributes.get('href') ?? []) : [],
      ),
      ...said('src', 'img', 'script', 'source', 'iframe', 'video', 'audio'),
      ...said('srcset', 'img', 'source').flatMap((set) =>
        set.split(/,\s+/).map((one) => one.trim().split(/\s+/)[0] ?? ''),
      ),
    ],
    forms: [
      ...of('form').map(({ attributes }) => ({
        action: attributes.get('action') ?? '',
        method: (attributes.get('method') ?? 'get').toLowerCase(),
      })),
      ...said('formaction', 'button', 'input').map((action) => ({ action, method: 'post' })),
    ],
    named: tags.flatMap(({ attributes }) =>
      naming.flatMap((name) => (attributes.get(name) ?? '').split(/\s+/).filter(Boolean)),
    ),
    headings: [...body.matchAll(/<h([1-6])\b([^>]*)>([\s\S]*?)<\/h\1>/g)].map(([, level, own, inside]) => ({
      level: Number(level),
      text: plain(`${/aria-label="([^"]*)"/.exec(own ?? '')?.[1] ?? ''} ${inside}`),
    })),
    ids: tags.flatMap(({ attributes }) => attributes.get('id') ?? []),
    texts: textsOf(body, tags),
  };
}

function* tagsOf(body: string): Generator<Tag> {
  const attribute = /\s+([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g;
  for (const match of body.matchAll(
    /<([a-z][\w-]*)((?:\s+(?:[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?))*)\s*\/?>/gi,
  )) {
    const attributes = new Map<string, string>();
    for (const [, name = '', double, single, bare] of (match[2] ?? '').matchAll(attribute)) {
      attributes.set(name.toLowerCase(), unescaped(double ?? single ?? bare ?? ''));
    }
    yield {
      name: (match[1] ?? '').toLowerCase(),
      attributes,
      at: match.index,
      end: match.index + match[0].length,
    };
  }
}

/** The texts of a page without those that say they are in another language, or that a person wrote. */
function textsOf(body: string, tags: readonly Tag[]): string[] {
  const texts: string[] = [];
  const starts = new Map(tags.map((tag) => [tag.at, tag]));
  const open: { name: string; hidden: boolean }[] = [];
  let at = Math.max(0, body.search(/<body\b/i));
  while (at < body.length) {
    const next = body.indexOf('<', at);
    const text = plain(body.slice(at, next < 0 ? body.length : next));
    const hidden = open.at(-1)?.hidden ?? false;
    if (text && !hidden) texts.push(text);
    if (next < 0) break;
    const tag = starts.get(next);
    if (tag) {
      const own = hidden || silent.test(tag.name) || (tag.name !== 'body' && tag.attributes.has('lang'));
      if (!own) texts.push(...spoken.flatMap((name) => tag.attributes.get(name) || []));
      if (!voidTags.test(tag.name)) open.push({ name: tag.name, hidden: own });
      at = tag.end;
      continue;
    }
    const closing = /^<\/([a-z][\w-]*)\s*>/i.exec(body.slice(next, next + 40));
    if (closing) {
      const last = open.findLastIndex(({ name }) => name === closing[1]?.toLowerCase());
      if (last >= 0) open.length = last;
    }
    at = next + (closing?.[0].length ?? 1);
  }
  return texts;
}

function plain(html: string): string {
  return unescaped(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    return hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (named[name] ?? whole);
  });
}
