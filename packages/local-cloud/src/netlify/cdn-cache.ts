import { type CachePolicy, cachePolicy, cdnOnlyHeaders, isPublicWithCookie } from './cache-policy.ts';
import { type CacheVariation, parseVariation, variantKey } from './cache-variation.ts';
import { matchesEtag } from './matches-etag.ts';

interface Entry {
  path: string;
  status: number;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer>;
  policy: CachePolicy;
  storedAt: number;
  isRevalidating: boolean;
  hits: number;
}

/** What the console tells of a response that is kept. */
export interface CachedView {
  path: string;
  status: number;
  tags: readonly string[];
  /** Seconds. */
  age: number;
  freshFor: number;
  hits: number;
  bytes: number;
}

/** How many requests since the start were answered how; of `hits`, `stale` were renewed behind their back. */
export interface CacheCounts {
  hits: number;
  stale: number;
  misses: number;
  purged: number;
}

export interface CdnCacheOptions {
  /** Milliseconds since 1970. */
  now?: () => number;
  mostBytes?: number;
}

type Origin = (request: Request) => Promise<Response>;

const largestBody = 10 * 1024 * 1024;
const mostEntries = 10_000;

/**
 * The shared cache in front of the functions, obeying what a response declares and nothing else: the host is not part
 * of its key, and cookies and languages only where `Netlify-Vary` names them. What it must not mix, it mixes here too.
 */
export function cdnCache({ now = Date.now, mostBytes = 64 * 1024 * 1024 }: CdnCacheOptions = {}) {
  const entries = new Map<string, Entry>();
  const variations = new Map<string, { variation: CacheVariation; entries: number }>();
  const background = new Set<Promise<void>>();
  const warned = new Set<string>();
  const counts: CacheCounts = { hits: 0, stale: 0, misses: 0, purged: 0 };
  let bytes = 0;
  let purges: { tags: readonly string[] | null; at: number }[] = [];
  let clock = 0;

  function remove(key: string): void {
    const entry = entries.get(key);
    if (entry === undefined) return;
    entries.delete(key);
    bytes -= entry.body.byteLength;
    const path = variations.get(entry.path);
    if (path === undefined) return;
    path.entries -= 1;
    if (path.entries === 0) variations.delete(entry.path);
  }

  function find(request: Request, country: string | null): { key: string; entry: Entry } | null {
    const { pathname } = new URL(request.url);
    const path = variations.get(pathname);
    if (path === undefined) return null;
    const key = `${pathname} ${variantKey(path.variation, request, country)}`;
    const entry = entries.get(key);
    if (entry === undefined) return null;
    entries.delete(key);
    entries.set(key, entry);
    return { key, entry };
  }

  /** Fetches and, where the response allows it, keeps it; the answer is complete, so it can be sent as well. */
  async function fetchAndStore(request: Request, country: string | null, origin: Origin) {
    const startedAt = ++clock;
    const response = await origin(request);
    if (isPublicWithCookie(response)) warnOnce(new URL(request.url).pathname);
    const policy = cachePolicy(response);
    if (policy === null) return { response, isStored: false };
    const body = new Uint8Array(await response.arrayBuffer());
    const complete = new Response(hasNoBody(response.status) ? null : body, response);
    const isPurged = purges.some(
      ({ tags, at }) => at > startedAt && (tags === null || tags.some((tag) => policy.tags.includes(tag))),
    );
    if (isPurged || body.byteLength > largestBody) return { response: complete, isStored: false };

    const path = new URL(request.url).pathname;
    const known = variations.get(path) ?? {
      variation: parseVariation(response.headers.get('netlify-vary')),
      entries: 0,
    };
    const key = `${path} ${variantKey(known.variation, request, country)}`;
    remove(key);
    known.entries += 1;
    variations.set(path, known);
    const headers = [...response.headers].filter(
      ([name]) => !cdnOnlyHeaders.includes(name) && name !== 'content-length',
    );
    entries.set(key, {
      path,
      status: response.status,
      headers,
      body,
      policy,
      storedAt: now(),
      isRevalidating: false,
      hits: 0,
    });
    bytes += body.byteLength;
    for (const oldest of entries.keys()) {
      if (bytes <= mostBytes && entries.size <= mostEntries) break;
      remove(oldest);
    }
    return { response: complete, isStored: true };
  }

  function revalidate(
    key: string,
    entry: Entry,
    request: Request,
    country: string | null,
    origin: Origin,
  ): void {
    if (entry.isRevalidating) return;
    entry.isRevalidating = true;
    const run = fetchAndStore(request, country, origin)
      .then(({ response, isStored }) => {
        if (!isStored && response.status < 500 && entries.get(key) === entry) remove(key);
      })
      .catch((error) => console.error(`Netlify: revalidating ${entry.path} failed:`, error))
      .finally(() => {
        entry.isRevalidating = false;
        background.delete(run);
      });
    background.add(run);
  }

  function warnOnce(path: string): void {
    if (warned.has(path)) return;
    warned.add(path);
    console.warn(
      `Netlify: ${path} is public and sets a cookie. The platform may hand that cookie to everyone.`,
    );
  }

  return {
    async handle(request: Request, country: string | null, origin: Origin): Promise<Response> {
      if (request.method !== 'GET' || request.headers.has('authorization')) {
        return withStatus(await origin(request), 'fwd=bypass');
      }
      const found = find(request, country);
      if (found !== null) {
        const { key, entry } = found;
        const age = Math.floor((now() - entry.storedAt) / 1000);
        if (age < entry.policy.freshFor + entry.policy.staleFor) {
          entry.hits += 1;
          counts.hits += 1;
        }
        if (age < entry.policy.freshFor) {
          return fromEntry(entry, request, age, `hit; ttl=${entry.policy.freshFor - age}`);
        }
        if (age < entry.policy.freshFor + entry.policy.staleFor) {
          counts.stale += 1;
          revalidate(key, entry, new Request(request.url, request), country, origin);
          return fromEntry(entry, request, age, `hit; fwd=stale; ttl=${entry.policy.freshFor - age}`);
        }
        remove(key);
      }
      counts.misses += 1;
      const { response, isStored } = await fetchAndStore(request, country, origin);
      return withStatus(response, isStored ? 'fwd=miss; stored' : 'fwd=miss');
    },
    /** Forgets every response that carries one of the tags, or everything; also those still being fetched. */
    purge(tags: readonly string[] | null): number {
      const wanted = tags?.map((tag) => tag.toLowerCase()) ?? null;
      const at = ++clock;
      purges = [...purges, { tags: wanted, at }].slice(-1_000);
      const before = entries.size;
      for (const [key, { policy }] of entries) {
        if (wanted === null || wanted.some((tag) => policy.tags.includes(tag))) remove(key);
      }
      counts.purged += before - entries.size;
      return before - entries.size;
    },
    /** What is kept, that which was asked for last coming first. */
    list(): CachedView[] {
      return [...entries.values()].reverse().map(({ path, status, policy, storedAt, hits, body }) => ({
        path,
        status,
        tags: policy.tags,
        age: Math.floor((now() - storedAt) / 1000),
        freshFor: policy.freshFor,
        hits,
        bytes: body.byteLength,
      }));
    },
    /** Resolves when every revalidation under way has ended. */
    async settled(): Promise<void> {
      while (background.size > 0) await Promise.all(background);
    },
    get size() {
      return { entries: entries.size, bytes, ...counts };
    },
  };
}

function fromEntry(entry: Entry, request: Request, age: number, status: string): Response {
  const headers = new Headers(entry.headers);
  headers.set('age', String(age));
  headers.set('cache-status', `"Netlify Edge"; ${status}`);
  const etag = headers.get('etag');
  if (etag !== null && matchesEtag(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers });
  headers.set('content-length', String(entry.body.byteLength));
  return new Response(hasNoBody(entry.status) ? null : entry.body, { status: entry.status, headers });
}

function withStatus(response: Response, status: string): Response {
  const headers = new Headers(response.headers);
  for (const name of cdnOnlyHeaders) headers.delete(name);
  headers.set('cache-status', `"Netlify Edge"; ${status}`);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

function hasNoBody(status: number): boolean {
  return status === 204 || status === 304;
}
