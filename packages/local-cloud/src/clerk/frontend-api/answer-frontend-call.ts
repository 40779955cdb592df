import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClerkError, notImplemented } from '../clerk-error.ts';
import type { ClerkInstance } from '../clerk-instance.ts';
import { readCookies } from '../http/cookies.ts';
import { Fields } from '../http/fields.ts';
import { readBody } from '../http/read-body.ts';
import { readFile } from '../http/read-file.ts';
import { findRoute } from '../http/route.ts';
import { createClient, findClient } from '../records/clients.ts';
import { clientResource } from '../resources/client.ts';
import { clientCookies } from './client-cookies.ts';
import { clientRoutes } from './client-routes.ts';
import type { FrontendAnswer, FrontendRequest, FrontendRoute } from './frontend-route.ts';
import { organizationRoutes } from './organization-routes.ts';
import { profileRoutes } from './profile-routes.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { signUpRoutes } from './sign-up-routes.ts';

const frontendRoutes: readonly FrontendRoute[] = [
  ...clientRoutes,
  ...signInRoutes,
  ...signUpRoutes,
  ...profileRoutes,
  ...secondFactorRoutes,
  ...organizationRoutes,
];

/** Answers one call of the Frontend API. Calls come through the product's proxy, which proves itself by the secret key. */
export async function answerFrontendCall(
  instance: ClerkInstance,
  request: IncomingMessage,
  response: ServerResponse,
  call: { path: string; search: URLSearchParams; save: () => Promise<void> },
): Promise<void> {
  if (request.headers['clerk-secret-key'] !== instance.secretKey) {
    throw new ClerkError(
      401,
      'authentication_invalid',
      'The Frontend API is reached through the product’s own proxy.',
    );
  }
  const query = Fields.fromSearch(call.search);
  // clerk-js sends every change as a simple POST and names the method in the address.
  const method = (request.method === 'POST' && query.text('_method')) || request.method || 'GET';
  const found = findRoute(frontendRoutes, method, call.path);
  if (!found) throw notImplemented(`Frontend API ${method} ${call.path}`);

  const file = await readFile(request);
  const body = file
    ? new Fields({})
    : Fields.fromBody(await readBody(request), request.headers['content-type'] ?? '');
  const { client, isNew } = identify(instance, request, query);
  const proxyOrigin = new URL(String(request.headers['clerk-proxy-url'] ?? 'http://localhost')).origin;
  const before = client.updatedAt;
  const frontendRequest: FrontendRequest = {
    instance,
    client,
    parameters: found.parameters,
    query,
    body,
    file,
    proxyOrigin,
    from: {
      origin: request.headers.origin ?? proxyOrigin,
      userAgent: request.headers['user-agent'] ?? '',
      ipAddress: String(request.headers['x-forwarded-for'] ?? request.socket.remoteAddress ?? ''),
    },
  };
  const answer = await found.route.handle(frontendRequest);
  if (method !== 'GET' || isNew || client.updatedAt !== before) await call.save();

  const known = readCookies(request.headers.cookie).get('__client');
  const mustTellBrowser = client.updatedAt !== before || known !== client.token || answer.kind === 'redirect';
  if (mustTellBrowser) {
    const token = answer.kind === 'redirect' ? answer.sessionToken : null;
    response.setHeader('set-cookie', clientCookies(instance, client, token, new URL(proxyOrigin).hostname));
  }
  send(instance, response, frontendRequest, answer);
}

function identify(instance: ClerkInstance, request: IncomingMessage, query: Fields) {
  const cookies = readCookies(request.headers.cookie);
  const found = findClient(instance, {
    devBrowserInAddress: query.text('__clerk_db_jwt'),
    devBrowserInCookie:
      cookies.get(`__clerk_db_jwt_${instance.cookieSuffix}`) ?? cookies.get('__clerk_db_jwt'),
    clientToken: cookies.get('__client'),
  });
  return found ? { client: found, isNew: false } : { client: createClient(instance), isNew: true };
}

function send(
  instance: ClerkInstance,
  response: ServerResponse,
  request: FrontendRequest,
  answer: FrontendAnswer,
): void {
  response.setHeader('cache-control', 'no-store');
  if (answer.kind === 'redirect') {
    response.writeHead(307, { location: answer.location }).end();
    return;
  }
  const body =
    answer.kind === 'plain'
      ? answer.body
      : { response: answer.resource, client: clientResource(instance, request.client) };
  // The browser is the Clerk-Db-Jwt header's only reader: it replaces a token the server no longer knows.
  response.setHeader('clerk-db-jwt', request.client.devBrowser);
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify(body, withoutPrivateMetadata));
}

function withoutPrivateMetadata(name: string, value: unknown): unknown {
  return name === 'private_metadata' ? undefined : value;
}
