import { timingSafeEqual } from 'node:crypto';
import { localSite } from './local-site.ts';

export interface NetlifyApiOptions {
  purge: (tags: readonly string[] | null) => number;
  /** What the console shows; not part of Netlify's API. */
  describe: () => unknown;
  /** What the CDN keeps. */
  listCached: () => unknown;
  /** Runs a scheduled function now; false when there is none of this name. */
  runSchedule: (name: string) => boolean;
  /** Of all visitors from now on; null for nobody knows where. */
  setCountry: (country: string | null) => void;
  now?: () => number;
}

const purgeWindowMs = 5_000;
const mostPurgesPerTag = 2;

/**
 * The one endpoint of api.netlify.com that the product calls, `POST /api/v1/purge`, with the platform's limit of two
 * purges per tag in five seconds; and below `/local/` what the console needs. All else is answered 501.
 */
export function netlifyApi({
  purge,
  describe,
  listCached,
  runSchedule,
  setCountry,
  now = Date.now,
}: NetlifyApiOptions) {
  const recent = new Map<string, number[]>();

  function isOverLimit(tags: readonly string[]): boolean {
    const since = now() - purgeWindowMs;
    for (const [tag, times] of recent) {
      const still = times.filter((time) => time > since);
      if (still.length === 0) recent.delete(tag);
      else recent.set(tag, still);
    }
    if (tags.some((tag) => (recent.get(tag)?.length ?? 0) >= mostPurgesPerTag)) return true;
    for (const tag of tags) recent.set(tag, [...(recent.get(tag) ?? []), now()]);
    return false;
  }

  async function handlePurge(request: Request): Promise<Response> {
    const body = (await request.json().catch(() => null)) as {
      site_id?: unknown;
      cache_tags?: unknown;
    } | null;
    if (body === null) return problem(400, 'The body is not JSON.');
    if (body.site_id !== localSite.id) return problem(404, 'Not Found');
    const tags = body.cache_tags;
    if (tags !== undefined && (!Array.isArray(tags) || tags.some((tag) => typeof tag !== 'string'))) {
      return problem(422, 'cache_tags must be a list of strings.');
    }
    if (isOverLimit(tags === undefined ? ['*'] : [...new Set(tags as string[])])) {
      return problem(
        429,
        'A tag may be purged twice in five seconds. Collect the tags of one change into one call.',
      );
    }
    purge(tags === undefined ? null : (tags as string[]));
    return new Response(null, { status: 202 });
  }

  return async function handle(request: Request): Promise<Response> {
    if (!isAuthorized(request)) return problem(401, 'Access Denied: the token is missing or wrong.');
    const { pathname } = new URL(request.url);
    if (request.method === 'POST' && pathname === '/api/v1/purge') return handlePurge(request);
    if (request.method === 'GET' && pathname === '/local/status') return Response.json(describe());
    if (request.method === 'GET' && pathname === '/local/cache') return Response.json(listCached());
    if (request.method === 'POST' && pathname === '/local/cache/empty') {
      purge(null);
      return new Response(null, { status: 204 });
    }
    if (request.method === 'POST' && pathname === '/local/country') {
      const body = (await request.json().catch(() => null)) as { country?: unknown } | null;
      setCountry(typeof body?.country === 'string' ? body.country : null);
      return new Response(null, { status: 204 });
    }
    const schedule = /^\/local\/schedules\/([\w-]+)$/.exec(pathname)?.[1];
    if (request.method === 'POST' && schedule !== undefined) {
      return runSchedule(schedule)
        ? new Response(null, { status: 202 })
        : problem(404, 'No scheduled function has this name.');
    }
    return problem(501, `The local Netlify does not simulate ${request.method} ${pathname}.`);
  };
}

function isAuthorized(request: Request): boolean {
  const given = Buffer.from(request.headers.get('authorization') ?? '');
  const expected = Buffer.from(`Bearer ${localSite.token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function problem(code: number, message: string): Response {
  return Response.json({ code, message }, { status: code });
}
