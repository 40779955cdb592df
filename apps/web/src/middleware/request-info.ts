import type { RequestInfo } from '@archipelago/core/context/context';
import type { APIContext } from 'astro';

/** What the audit log and the application log keep about a request. */
export function requestInfo({ locals }: Pick<APIContext, 'locals'>): RequestInfo {
  return { requestId: locals.requestId, ip: locals.netlify?.context.ip ?? null, country: locals.country };
}
