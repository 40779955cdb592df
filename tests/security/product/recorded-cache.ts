import {
  type CacheVariation,
  parseVariation,
  variantKey,
} from '@archipelago/local-cloud/netlify/cache-variation';

/** What a question was answered with. */
export interface Recorded {
  status: number;
  headers: Headers;
  body: string;
}

interface Copy extends Recorded {
  /** Who was answered, when it was made. */
  madeFor: string;
}

/**
 * A shared cache that knows a question by what its answers declare, and by nothing else: the path that the edge made of it, the
 * query, and what `Netlify-Vary` names. It is no part of the product: what the product declares is read from its own server
 * function, before any CDN takes it away.
 */
export function recordedCache() {
  const variations = new Map<string, CacheVariation>();
  const copies = new Map<string, Copy>();
  let hits = 0;

  function keyOf(asked: Request, country: string | null): string | null {
    const { pathname } = new URL(asked.url);
    const variation = variations.get(pathname);
    return variation ? `${pathname} ${variantKey(variation, asked, country)}` : null;
  }

  return {
    get hits() {
      return hits;
    },
    copies: (): readonly Copy[] => [...copies.values()],
    /** The copy that everybody with such a question would be given, if there is one. */
    find(asked: Request, country: string | null): Copy | null {
      const key = keyOf(asked, country);
      const copy = (key && copies.get(key)) || null;
      if (copy) hits += 1;
      return copy;
    },
    /** Keeps what says that it may be kept. */
    keep(asked: Request, country: string | null, answer: Recorded, madeFor: string): void {
      const declared =
        answer.headers.get('netlify-cdn-cache-control') ??
        answer.headers.get('cdn-cache-control') ??
        answer.headers.get('cache-control') ??
        '';
      const isShared = /\bpublic\b/.test(declared) && !/\b(private|no-store|no-cache)\b/.test(declared);
      if (!isShared || asked.method !== 'GET') return;
      const { pathname } = new URL(asked.url);
      if (!variations.has(pathname))
        variations.set(pathname, parseVariation(answer.headers.get('netlify-vary')));
      const key = keyOf(asked, country);
      if (key) copies.set(key, { ...answer, madeFor });
    },
  };
}
