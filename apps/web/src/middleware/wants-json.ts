import type { APIContext } from 'astro';

/** Programs get problems as JSON, people as pages. */
export function wantsJson({ url, request }: Pick<APIContext, 'url' | 'request'>): boolean {
  if (url.pathname.startsWith('/api/')) return true;
  const accept = request.headers.get('accept') ?? '';
  return accept.includes('application/json') && !accept.includes('text/html');
}
