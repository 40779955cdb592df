import { apiVersion } from '../api-version.ts';
import { StripeError } from '../stripe-error.ts';
import type { World } from '../world.ts';
import { expand } from './expand.ts';
import { fingerprint, remember, replay } from './idempotency.ts';
import { matchRoute } from './match-route.ts';
import { Params } from './params.ts';
import { parseForm } from './parse-form.ts';

export interface ApiRequest {
  method: string;
  pathname: string;
  /** Query or body, form-encoded. */
  form: string;
  headers: Record<string, string | undefined>;
}

export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** Answers one call of the REST API as Stripe would, errors included. Never throws. */
export function answerApi(world: World, request: ApiRequest): ApiAnswer {
  const requestId = world.newId('req');
  const key = request.method === 'POST' ? request.headers['idempotency-key'] : undefined;
  const print = fingerprint(request.method, request.pathname, request.form);
  const headers: Record<string, string> = { 'request-id': requestId, 'stripe-version': apiVersion };
  if (key) headers['idempotency-key'] = key;
  try {
    checkHeaders(request);
    const earlier = key ? replay(world.state, key, print, Date.now()) : undefined;
    if (earlier) {
      const replayed = { 'idempotent-replayed': 'true', 'original-request': earlier.requestId };
      return { status: earlier.status, headers: { ...headers, ...replayed }, body: earlier.body };
    }
  } catch (error) {
    return { ...failure(error, request), headers };
  }
  const answer = run(world, request, { id: requestId, idempotency_key: key ?? null });
  if (key) remember(world.state, key, { ...answer, fingerprint: print, requestId, at: Date.now() });
  return { ...answer, headers };
}

/** Two requests under one key at the same time: the second is refused, and may be sent again. */
export function keyInUse(world: World, key: string): ApiAnswer {
  const message = `There is currently another in-progress request using this Idempotency Key ('${key}'). Please try again in a few moments.`;
  return {
    status: 409,
    headers: { 'request-id': world.newId('req'), 'stripe-version': apiVersion, 'idempotency-key': key },
    body: { error: { type: 'idempotency_error', code: 'idempotency_key_in_use', message } },
  };
}

function run(
  world: World,
  request: ApiRequest,
  cause: NonNullable<World['request']>,
): { status: number; body: unknown } {
  world.request = cause;
  try {
    const match = matchRoute(request.method, request.pathname);
    if (!match) throw unknownEndpoint(request);
    const params = new Params(parseForm(request.form));
    const paths = params.strings('expand') ?? [];
    return {
      status: 200,
      body: expand(world.state, match.handler(world, params, match.id, match.inner), paths),
    };
  } catch (error) {
    return failure(error, request);
  } finally {
    world.request = null;
  }
}

function checkHeaders({ headers }: ApiRequest): void {
  const [, key = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
  if (key.startsWith('sk_live_') || key.startsWith('rk_live_')) {
    throw unauthorized(
      'This is the local Stripe, and it was sent a live key. Nothing was read or kept. Remove STRIPE_API_URL to talk to Stripe itself.',
    );
  }
  if (!/^[sr]k_test_./.test(key)) {
    throw unauthorized('You did not provide an API key. Send a test key (sk_test_…) as a Bearer token.');
  }
  const version = headers['stripe-version'];
  if (version && version !== apiVersion) {
    const message = `The local Stripe only speaks API version ${apiVersion}; this request asked for ${version}.`;
    throw new StripeError(400, { type: 'invalid_request_error', message });
  }
  if (headers['stripe-account']) {
    const message = 'The local Stripe has no connected accounts, so it refuses Stripe-Account.';
    throw new StripeError(501, { type: 'api_error', code: 'not_simulated', message });
  }
}

function unauthorized(message: string): StripeError {
  return new StripeError(401, { type: 'invalid_request_error', message });
}

function unknownEndpoint({ method, pathname }: ApiRequest): StripeError {
  const message = `The local Stripe does not simulate ${method} ${pathname}. Nothing was changed. Use a Stripe sandbox for this.`;
  return new StripeError(501, { type: 'api_error', code: 'not_simulated', message });
}

function failure(error: unknown, request: ApiRequest): { status: number; body: unknown } {
  if (error instanceof StripeError) return { status: error.status, body: { error: error.body } };
  console.error(`The local Stripe failed at ${request.method} ${request.pathname}:`, error);
  const message = `The local Stripe failed: ${error instanceof Error ? error.message : String(error)}`;
  return { status: 500, body: { error: { type: 'api_error', message } } };
}
