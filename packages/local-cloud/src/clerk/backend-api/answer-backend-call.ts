import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClerkError, notImplemented } from '../clerk-error.ts';
import type { ClerkInstance } from '../clerk-instance.ts';
import { Fields } from '../http/fields.ts';
import { readBody } from '../http/read-body.ts';
import { findRoute } from '../http/route.ts';
import type { BackendRoute } from './backend-route.ts';
import { organizationRoutes } from './organization-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { userRoutes } from './user-routes.ts';

const backendRoutes: readonly BackendRoute[] = [...userRoutes, ...organizationRoutes, ...sessionRoutes];

/** Answers one call of the Backend API, which takes the instance's secret key. */
export async function answerBackendCall(
  instance: ClerkInstance,
  request: IncomingMessage,
  response: ServerResponse,
  call: { path: string; search: URLSearchParams; save: () => Promise<void> },
): Promise<void> {
  if (!isSecretKey(instance, request.headers.authorization ?? '')) {
    throw new ClerkError(
      401,
      'secret_key_invalid',
      'The secret key is not this local Clerk’s. Check CLERK_SECRET_KEY.',
    );
  }
  const method = request.method ?? 'GET';
  const found = findRoute(backendRoutes, method, call.path);
  if (!found) throw notImplemented(`Backend API ${method} ${call.path}`);
  const answer = await found.route.handle({
    instance,
    parameters: found.parameters,
    query: Fields.fromSearch(call.search),
    body: Fields.fromBody(await readBody(request), request.headers['content-type'] ?? ''),
  });
  if (method !== 'GET') await call.save();
  // The SDK parses an answer as JSON only when the type is exactly this, without a charset.
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function isSecretKey(instance: ClerkInstance, authorization: string): boolean {
  const given = Buffer.from(authorization);
  const expected = Buffer.from(`Bearer ${instance.secretKey}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
