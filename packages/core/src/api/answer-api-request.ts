import '../registry/all-operations.ts';
import type { Counted } from '@archipelago/db/count-against';
import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import { type ApiContext, authenticateApiKey } from '../api-keys/authenticate-api-key.ts';
import type { RequestInfo } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';
import { toAppError } from '../errors/to-app-error.ts';
import type { Around } from '../registry/command-definition.ts';
import { countFailedRequest } from '../usage/count-failed-request.ts';
import { acceptsJson } from './accepts-json.ts';
import { type ApiAnswer, refusalOf, respond } from './api-response.ts';
import { type ApiMethod, apiMethods } from './api-route.ts';
import { etagOf, isKnown, requireMatch } from './etag.ts';
import { holdRow } from './hold-row.ts';
import { type FoundRoutes, routesAt, type ServedOperation } from './match-route.ts';
import { readInput } from './read-input.ts';
import { idempotencyKeyOf, recallAnswer, rememberAnswer, rememberedRequest } from './remember-answer.ts';

export const apiBase = '/api/v1';

/**
 * Answers a request of the REST API: key, then rate limit, then route, then operation. Nothing but the key says who asks
 * and in which workspace; cookies and every other header count for nothing.
 */
export async function answerApiRequest(request: Request, info: RequestInfo): Promise<Response> {
  let rate: Counted | null = null;
  let key: ApiContext | null = null;
  try {
    const found = routesAt(pathOf(request));
    if (request.method === 'OPTIONS' && found)
      return respond({ status: 204, headers: allow(found), body: '' });
    const authentication = await authenticateApiKey(bearerToken(request.headers), info);
    rate = authentication.rate;
    if (!authentication.context) throw authentication.refusal;
    key = authentication.context;
    if (!acceptsJson(request.headers.get('accept'))) {
      throw new AppError('NOT_ACCEPTABLE', 'Answers are JSON. Send Accept: application/json, or no Accept.');
    }
    if (!found)
      throw new AppError('NOT_FOUND', 'The API has nothing at this address. The reference is at /docs/api.');
    const served = found.byMethod.get(methodOf(request));
    if (!served) {
      await countFailure(key);
      return respond(methodNotAllowed(found, request, info), rate, request.method);
    }
    const answer = await serve(served, found.params, request, authentication.context);
    return respond(answer, rate, request.method);
  } catch (error) {
    await countFailure(key);
    return respond(refusalOf(toAppError(error, info, 'api'), info), rate, request.method);
  }
}

/** Of a request whose key opened something: the others are counted nowhere. */
async function countFailure(key: ApiContext | null): Promise<void> {
  if (key) await countFailedRequest(key.workspace.id, key.actor.keyId);
}

async function serve(
  served: ServedOperation,
  params: Record<string, string>,
  request: Request,
  context: ApiContext,
): Promise<ApiAnswer> {
  const { operation } = served;
  const input = await readInput(served, request, params);
  if (operation.kind === 'command') return change(served, request, context, input);
  const result = await operation.call(context as never, input as never);
  const body = bodyOf(served, result);
  const etag = etagOf(body);
  const headers = { etag, ...nextPage(request, result) };
  if (isKnown(request.headers.get('if-none-match'), etag)) return { status: 304, headers, body: '' };
  return { status: 200, headers, body };
}

/** Runs a command; in its own transaction `If-Match` is compared, and the answer kept for an `Idempotency-Key`. */
async function change(
  served: ServedOperation,
  request: Request,
  context: ApiContext,
  input: Record<string, unknown>,
): Promise<ApiAnswer> {
  const ifMatch = request.headers.get('if-match');
  const key = idempotencyKeyOf(request.headers);
  const asked = { method: request.method, path: pathOf(request), input, ifMatch };
  let answer: ApiAnswer | null = null;
  const around: Around = async (tx, run) => {
    // Only here has the input been checked: before, it may be anything, of any depth.
    const of = { workspaceId: context.workspace.id, apiKeyId: context.actor.keyId, key };
    const remembered = rememberedRequest(of, asked);
    answer = remembered && (await recallAnswer(tx, remembered));
    if (answer) {
      answer = { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } };
      return undefined;
    }
    if (ifMatch !== null) await compare(tx, served, asked.path, ifMatch, context);
    const result = await run();
    answer = answerTo(served, result);
    if (remembered) await rememberAnswer(tx, remembered, answer);
    return result;
  };
  await served.operation.call(context as never, input as never, around as never);
  if (!answer) throw new Error(`${served.operation.name} ended without an answer.`);
  return answer;
}

/** What the caller's `If-Match` is about is the answer of GET at the same address, now and until the change is done. */
async function compare(
  tx: Transaction,
  { route }: ServedOperation,
  path: string,
  ifMatch: string,
  context: ApiContext,
): Promise<void> {
  const found = routesAt(path);
  const reading = found?.byMethod.get('GET');
  if (!found || !reading?.operation.readWithin || !route.row) {
    throw new AppError('BAD_REQUEST', 'If-Match means nothing here. Leave it out.');
  }
  const id = Object.values(found.params).at(-1) ?? '';
  await holdRow(tx, route.row, context.workspace.id, id);
  const current = await reading.operation.readWithin({ ...context, tx } as never, found.params as never);
  requireMatch(ifMatch, etagOf(bodyOf(reading, current)));
}

function answerTo(served: ServedOperation, result: unknown): ApiAnswer {
  const { status = 200, location } = served.route;
  if (status === 204) return { status, headers: {}, body: '' };
  const body = bodyOf(served, result);
  const { id } = result as { id?: string };
  const made: Record<string, string> =
    location && id ? { location: apiBase + location.replace('{id}', id) } : {};
  return { status, headers: { etag: etagOf(body), ...made }, body };
}

function bodyOf({ operation, route }: ServedOperation, result: unknown): string {
  if (!route.output) throw new Error(`The route of ${operation.name} has no output to answer with.`);
  return JSON.stringify(z.encode(route.output, result as never));
}

function nextPage(request: Request, result: unknown): Record<string, string> {
  const cursor = (result as { nextCursor?: unknown }).nextCursor;
  if (typeof cursor !== 'string') return {};
  const query = new URL(request.url).searchParams;
  query.set('cursor', cursor);
  return { link: `<${apiBase}${pathOf(request)}?${query}>; rel="next"` };
}

function methodOf({ method }: Request): ApiMethod {
  return method === 'HEAD' ? 'GET' : (apiMethods.find((known) => known === method) ?? ('OTHER' as ApiMethod));
}

function pathOf(request: Request): string {
  return new URL(request.url).pathname.slice(apiBase.length);
}

function allow({ byMethod }: FoundRoutes): Record<string, string> {
  const methods = apiMethods.filter((method) => byMethod.has(method));
  return { allow: [...methods, ...(byMethod.has('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ') };
}

function methodNotAllowed(found: FoundRoutes, request: Request, info: RequestInfo): ApiAnswer {
  const headers = allow(found);
  const error = new AppError(
    'METHOD_NOT_ALLOWED',
    `This address does not take ${request.method}. It takes ${headers.allow}.`,
  );
  const refusal = refusalOf(error, info);
  return { ...refusal, headers: { ...refusal.headers, ...headers } };
}

function bearerToken(headers: Headers): string {
  const [scheme = '', token, ...rest] = (headers.get('authorization') ?? '').trim().split(/ +/);
  if (scheme.toLowerCase() === 'bearer' && token && rest.length === 0) return token;
  throw new AppError(
    'UNAUTHORIZED',
    'Send an API key with the request: Authorization: Bearer arch_… Keys are made in the dashboard, under Developers.',
    { reason: 'no-key' },
  );
}
