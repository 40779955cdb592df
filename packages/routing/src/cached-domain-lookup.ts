const mostEntries = 1000;

export interface DomainLookupOptions {
  /** Reads one domain's slug from where it is kept; null when there is none. */
  read: (domain: string) => Promise<string | null>;
  maxAgeMs?: number;
  /** How long it is believed that a domain has no slug: somebody who has just verified one opens it at once. */
  maxAbsenceMs?: number;
  now?: () => number;
}

/**
 * Remembers which slug a custom domain has for a minute, and which have none for five seconds: a request never waits for
 * the store more often. When the store fails, the last known answer stands; without one the error is the caller's.
 */
export function cachedDomainLookup({
  read,
  maxAgeMs = 60_000,
  maxAbsenceMs = 5_000,
  now = Date.now,
}: DomainLookupOptions) {
  const known = new Map<string, { slug: string | null; readAt: number }>();

  return async function lookUpDomain(domain: string): Promise<string | null> {
    const entry = known.get(domain);
    if (entry !== undefined && now() - entry.readAt < (entry.slug === null ? maxAbsenceMs : maxAgeMs)) {
      return entry.slug;
    }
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
