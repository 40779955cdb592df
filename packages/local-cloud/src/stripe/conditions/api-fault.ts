import { apiVersion } from '../api-version.ts';
import type { ApiAnswer } from '../http/answer-api.ts';
import type { World } from '../world.ts';
import type { ApiCondition } from './conditions.ts';

/** What the API answers under a condition, before it has read anything; null when it answers as usual. */
export function faultOf(world: World, condition: ApiCondition): ApiAnswer | null {
  const headers = { 'request-id': world.newId('req'), 'stripe-version': apiVersion };
  if (condition === 'rate-limited') {
    const message = 'Request rate limit exceeded. The local console was told to answer so.';
    return {
      status: 429,
      headers: { ...headers, 'stripe-rate-limited-reason': 'global-rate' },
      body: { error: { type: 'invalid_request_error', code: 'rate_limit', message } },
    };
  }
  if (condition === 'failing') {
    const message = 'Sorry, there was an error on our end. The local console was told to answer so.';
    return { status: 500, headers, body: { error: { type: 'api_error', message } } };
  }
  return null;
}
