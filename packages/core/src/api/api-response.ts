import type { Counted } from '@archipelago/db/count-against';
import { keyRateLimit } from '../api-keys/authenticate-api-key.ts';
import type { RequestInfo } from '../context/context.ts';
import type { AppError } from '../errors/app-error.ts';
import { statusOf } from '../errors/status-of.ts';
import { secondsUntil } from '../rate-limits/limit.ts';
import { problemBody } from './problem.ts';

/** An answer before it is a response: what an `Idempotency-Key` keeps. */
export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export function refusalOf(error: AppError, info: RequestInfo): ApiAnswer {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
  if (error.code === 'UNAUTHORIZED') headers['www-authenticate'] = 'Bearer realm="Archipelago"';
  if (error.retryAfterSeconds) headers['retry-after'] = String(error.retryAfterSeconds);
  return { status: statusOf(error.code), headers, body: problemBody(error, info.requestId) };
}

/** `rate` is what the key has used of its window, when that is known. HEAD gets the headers of GET and no body. */
export function respond(
  { status, headers, body }: ApiAnswer,
  rate: Counted | null = null,
  method = 'GET',
): Response {
  const type: Record<string, string> = body === '' ? {} : { 'content-type': 'application/json' };
  return new Response(body === '' || method === 'HEAD' ? null : body, {
    status,
    headers: { 'cache-control': 'private, no-store', ...type, ...rateHeaders(rate), ...headers },
  });
}

/** As draft-ietf-httpapi-ratelimit-headers-10 spells them. */
function rateHeaders(rate: Counted | null): Record<string, string> {
  if (!rate) return {};
  const { limit, seconds } = keyRateLimit;
  const remaining = Math.max(0, limit - rate.used);
  return {
    'ratelimit-policy': `"key";q=${limit};w=${seconds}`,
    ratelimit: `"key";r=${remaining};t=${secondsUntil(rate.resetsAt)}`,
  };
}
