const mostEntries = 1000;

export interface DomainLookupOptions {
  /** Reads one domain's slug from where it is kept; null when there is none. */
  read: (domain: string) => Promise<string | null>;
  maxAgeMs?: number;
  now?: () => number;
}

/**
 * Remembers which slug a custom domain has, and which have none, for a minute: a request never waits for the store
 * more often. When the store fails, the last known answer stands; without one the error is the caller's.
 */
export function cachedDomainLookup({ read, maxAgeMs = 60_000, now = Date.now }: DomainLookupOptions) {
  const known = new Map<string, { slug: string | null; readAt: number }>();

  return async function lookUpDomain(domain: string): Promise<string | null> {
    const entry = known.get(domain);
    if (entry !== undefined && now() - entry.readAt < maxAgeMs) return entry.slug;
    try {
      const slug = await read(domain);
      known.delete(domain);
      known.set(domain, { slug, readAt: now() });
      const [oldest] = known.keys();
      if (known.size > mostEntries && oldest !== undefined) known.delete(oldest);
      return slug;
    } catch (error) {
      if (entry === undefined) throw error;
      entry.readAt = now();
      return entry.slug;
    }
  };
}
