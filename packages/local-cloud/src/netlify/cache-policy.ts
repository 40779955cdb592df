/** What a response's headers tell the CDN. Times are in seconds. */
export interface CachePolicy {
  freshFor: number;
  staleFor: number;
  isDurable: boolean;
  tags: string[];
}

/** Headers meant for the CDN alone; it removes them before it answers the client. */
export const cdnOnlyHeaders = [
  'netlify-cdn-cache-control',
  'cdn-cache-control',
  'netlify-vary',
  'netlify-cache-tag',
  'cache-tag',
];

const storableStatuses = new Set([200, 203, 204, 300, 301, 308, 404, 410]);

/**
 * How long the CDN may keep this response, or null for not at all. The most specific header decides alone:
 * `Netlify-CDN-Cache-Control`, then `CDN-Cache-Control`, then `Cache-Control`. Without `public` nothing is kept.
 */
export function cachePolicy(response: Response): CachePolicy | null {
  if (!storableStatuses.has(response.status) || response.headers.has('set-cookie')) return null;
  const directives = parseDirectives(declared(response) ?? '');
  if (
    !directives.has('public') ||
    directives.has('private') ||
    directives.has('no-store') ||
    directives.has('no-cache')
  )
    return null;
  const freshFor = seconds(directives.get('s-maxage')) ?? seconds(directives.get('max-age')) ?? 0;
  const staleFor = seconds(directives.get('stale-while-revalidate')) ?? 0;
  if (freshFor + staleFor === 0) return null;
  return { freshFor, staleFor, isDurable: directives.has('durable'), tags: tagsOf(response) };
}

/** The platform may store a public response together with its cookie: a leak to look out for. */
export function isPublicWithCookie(response: Response): boolean {
  return response.headers.has('set-cookie') && parseDirectives(declared(response) ?? '').has('public');
}

function declared({ headers }: Response): string | null {
  return (
    headers.get('netlify-cdn-cache-control') ??
    headers.get('cdn-cache-control') ??
    headers.get('cache-control')
  );
}

function parseDirectives(header: string): Map<string, string> {
  const directives = new Map<string, string>();
  for (const part of header.split(',')) {
    const [name = '', value = ''] = part.split('=', 2);
    if (name.trim() !== '') directives.set(name.trim().toLowerCase(), value.trim().replaceAll('"', ''));
  }
  return directives;
}

function seconds(value: string | undefined): number | null {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
}

function tagsOf({ headers }: Response): string[] {
  const header = headers.get('netlify-cache-tag') ?? headers.get('cache-tag') ?? '';
  return header
    .split(',')
    .map((tag) => tag.trim().toLowerCase())
    .filter((tag) => tag !== '' && tag.length <= 1024)
    .slice(0, 500);
}
