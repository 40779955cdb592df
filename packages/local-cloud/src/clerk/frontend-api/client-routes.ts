import { ClerkError } from '../clerk-error.ts';
import { activateOrganization, activeSession, endSession } from '../records/sessions.ts';
import { clientResource } from '../resources/client.ts';
import { environmentResource } from '../resources/environment.ts';
import { ownSessionResource } from '../resources/session.ts';
import { mintSessionToken } from '../session-token.ts';
import { type FrontendRequest, type FrontendRoute, plain, resource } from './frontend-route.ts';
import { ownSession } from './own-session.ts';

/** The token in it is for the host that asks, whichever of the browser's hosts asked last. */
function ownClient({ instance, client, from }: FrontendRequest) {
  const session = activeSession(instance, client);
  if (session) session.origin = from.origin;
  return plain({ response: clientResource(instance, client), client: null });
}

function signOut(request: FrontendRequest) {
  const { instance, client } = request;
  const session = activeSession(instance, client);
  if (session) endSession(instance, session, 'removed');
  return resource(clientResource(instance, client));
}

function leave(status: 'removed' | 'ended') {
  return (request: FrontendRequest) => {
    const session = ownSession(request);
    endSession(request.instance, session, status);
    return resource(ownSessionResource(request.instance, session));
  };
}

/** The browser, its session, and the instance's settings. */
export const clientRoutes: readonly FrontendRoute[] = [
  { method: 'GET', path: '/environment', handle: () => plain(environmentResource) },
  { method: 'PATCH', path: '/environment', handle: () => plain(environmentResource) },
  {
    method: 'POST',
    path: '/dev_browser',
    handle: ({ client }) => plain({ object: 'dev_browser', id: client.devBrowser, token: client.devBrowser }),
  },
  { method: 'GET', path: '/client', handle: ownClient },
  { method: 'PUT', path: '/client', handle: ownClient },
  { method: 'POST', path: '/client', handle: ownClient },
  { method: 'DELETE', path: '/client', handle: signOut },
  { method: 'DELETE', path: '/client/sessions', handle: signOut },
  { method: 'POST', path: '/client/sessions/:sessionId/remove', handle: leave('removed') },
  { method: 'POST', path: '/client/sessions/:sessionId/end', handle: leave('ended') },
  {
    method: 'POST',
    path: '/client/sessions/:sessionId/touch',
    handle(request) {
      const session = ownSession(request);
      if (request.body.has('active_organization_id')) {
        activateOrganization(request.instance, session, request.body.text('active_organization_id') ?? null);
      }
      session.origin = request.from.origin;
      session.lastActiveAt = request.instance.now();
      return resource(ownSessionResource(request.instance, session));
    },
  },
  {
    method: 'POST',
    path: '/client/sessions/:sessionId/tokens',
    handle(request) {
      const session = ownSession(request);
      session.origin = request.from.origin;
      session.lastActiveAt = request.instance.now();
      if (!request.body.has('organization_id')) {
        return plain({ object: 'token', jwt: mintSessionToken(request.instance, session) });
      }
      const asked = { ...session };
      activateOrganization(request.instance, asked, request.body.text('organization_id') ?? null);
      return plain({ object: 'token', jwt: mintSessionToken(request.instance, asked) });
    },
  },
  {
    // A page asked for by the browser itself, whose token is missing or too old: fresh cookies, then back.
    method: 'GET',
    path: '/client/handshake',
    handle(request) {
      const { instance, client, proxyOrigin } = request;
      const back = URL.parse(request.query.required('redirect_url'));
      if (back?.origin !== proxyOrigin) {
        throw new ClerkError(400, 'url_invalid', `redirect_url must be on ${proxyOrigin}.`, 'redirect_url');
      }
      const session = activeSession(instance, client);
      if (session) session.origin = back.origin;
      const sessionToken = session ? mintSessionToken(instance, session) : null;
      return { kind: 'redirect', location: back.href, sessionToken };
    },
  },
];
