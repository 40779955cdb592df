import { type Answer, product, request, type SignedIn } from '../../support/product.ts';
import { type PageParts, pageParts } from './page-parts.ts';

export interface Visit {
  /** The page that linked here first, or null for where the crawl began. */
  from: string | null;
  url: string;
  answer: Answer;
  /** Null for what is no page. */
  parts: PageParts | null;
}

interface Limits {
  /** Of pages that differ by an id, a page of a list or a filter alone, this many are looked at. */
  samples?: number;
  /** Where the crawl stays; everywhere in the product unless it is told. */
  within?: (url: URL) => boolean;
}

const atOnce = 6;

/** Files are the same for everybody: asked for once, whoever's browser needs them. */
const files = new Map<string, Promise<Answer>>();

/** An address without what tells one of many alike from another. */
export function patternOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  const path = pathname
    .replace(/\/[\da-f]{8}-[\da-f-]{27}(?=\/|$)/g, '/[id]')
    .replace(/\/(?:evt|in|sub|msg)_\w+/g, '/[id]')
    .replace(/\/posts\/(?!new$|\[id\])[^/]+/, '/posts/[slug]')
    .replace(/\/(blog|docs)\/[^/]+/, '/$1/[page]');
  return `${host}${path}?${[...new Set(searchParams.keys())].sort().join('&')}`;
}

/** Follows every link and fetches every file from these addresses on, as this person, within the product's own hosts. */
export async function crawl(
  starts: readonly string[],
  who: SignedIn | null,
  { samples = 2, within = () => true }: Limits = {},
): Promise<Map<string, Visit>> {
  const visits = new Map<string, Visit>();
  const seen = new Map<string, number>();
  const waiting: { url: string; from: string | null; file: boolean }[] = [];
  const known = new Set<string>();

  function add(link: string, from: string | null, file = false): void {
    const url = new URL(link, from ?? undefined);
    url.hash = '';
    if (!isOwn(url) || !within(url) || known.has(url.href)) return;
    known.add(url.href);
    const pattern = patternOf(url.href);
    const count = (seen.get(pattern) ?? 0) + 1;
    seen.set(pattern, count);
    if (!file && count > samples && /\[|\?./.test(pattern)) return;
    waiting.push({ url: url.href, from, file });
  }

  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { url, from, file } = next;
      const answer = await (file && /\/(?:_astro|fonts)\//.test(url) ? fileAt(url) : ask(url, who));
      const isPage = !file && (answer.headers['content-type'] ?? '').startsWith('text/html');
      const parts = isPage ? pageParts(answer.body) : null;
      visits.set(url, { from, url, answer, parts });
      if (answer.headers.location && !file) add(new URL(answer.headers.location, url).href, from ?? url);
      if (!parts || answer.status >= 400) continue;
      for (const link of parts.links) if (URL.canParse(link, url)) add(link, url);
      for (const link of parts.files) if (URL.canParse(link, url)) add(link, url, true);
      for (const { action, method } of parts.forms) if (method === 'get') add(action || url, url);
    }
  }

  for (const start of starts) add(start, null);
  // A worker that finds nothing may be followed by pages that another is still reading.
  while (waiting.length > 0) await Promise.all(Array.from({ length: atOnce }, work));
  return visits;
}

/** Whether the product answers there: its root, its tenants' hosts and the local console. */
export function isOwn(url: URL): boolean {
  const { host, consoleUrl } = product();
  if (url.protocol !== 'http:') return false;
  return url.host === host || url.host.endsWith(`.${host}`) || url.origin === new URL(consoleUrl).origin;
}

function fileAt(url: string): Promise<Answer> {
  const known = files.get(url) ?? ask(url, null);
  files.set(url, known);
  return known;
}

async function ask(url: string, who: SignedIn | null): Promise<Answer> {
  const { host, port, pathname, search } = new URL(url);
  const headers = { cookie: await who?.cookie() };
  return request(host, pathname + search, { headers, port: Number(port) });
}
