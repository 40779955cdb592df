import { notFound } from '../clerk-error.ts';
import type { SignInTokenRecord } from '../clerk-state.ts';
import { newId, newSecret } from '../new-id.ts';
import { endSession, getSession } from '../records/sessions.ts';
import { getUser } from '../records/users.ts';
import { page } from '../resources/organization.ts';
import { sessionResource } from '../resources/session.ts';
import { mintSessionToken } from '../session-token.ts';
import { type BackendRequest, type BackendRoute, pageOf } from './backend-route.ts';

const defaultTicketSeconds = 30 * 86_400;

export const sessionRoutes: readonly BackendRoute[] = [
  { method: 'GET', path: '/jwks', handle: ({ instance }) => ({ keys: [instance.key.jwk] }) },
  { method: 'GET', path: '/sessions', handle: list },
  {
    method: 'GET',
    path: '/sessions/:sessionId',
    handle: (request) => sessionResource(named(request)),
  },
  {
    method: 'POST',
    path: '/sessions/:sessionId/revoke',
    handle: (request) => {
      const session = named(request);
      endSession(request.instance, session, 'revoked');
      return sessionResource(session);
    },
  },
  {
    method: 'POST',
    path: '/sessions/:sessionId/tokens',
    handle: (request) => {
      const session = named(request);
      if (session.status !== 'active') throw notFound('The active session');
      return { object: 'token', jwt: mintSessionToken(request.instance, session) };
    },
  },
  { method: 'POST', path: '/sign_in_tokens', handle: createTicket },
  {
    method: 'POST',
    path: '/sign_in_tokens/:ticketId/revoke',
    handle: ({ instance, parameters }) => {
      const ticket = instance.state.signInTokens[parameters.ticketId ?? ''];
      if (!ticket) throw notFound('The sign-in token');
      ticket.status = 'revoked';
      return ticketResource(ticket);
    },
  },
  {
    method: 'POST',
    path: '/testing_tokens',
    handle: ({ instance }) => ({
      object: 'testing_token',
      token: newSecret('testing'),
      expires_at: Math.floor(instance.now() / 1000) + 3600,
    }),
  },
];

function named({ instance, parameters }: BackendRequest) {
  return getSession(instance, parameters.sessionId ?? '');
}

function list({ instance, query }: BackendRequest) {
  const userId = query.text('user_id');
  const clientId = query.text('client_id');
  const status = query.text('status');
  const all = Object.values(instance.state.sessions)
    .filter((session) => !userId || session.userId === userId)
    .filter((session) => !clientId || session.clientId === clientId)
    .filter((session) => !status || session.status === status)
    .sort((a, b) => b.createdAt - a.createdAt);
  return page(
    pageOf(all, query).map((session) => sessionResource(session)),
    all.length,
  );
}

/** A one-time ticket that signs a named person in: how tests and the console's "sign in as" get a session. */
function createTicket({ instance, body }: BackendRequest) {
  const user = getUser(instance, body.required('user_id'));
  const now = instance.now();
  const ticket: SignInTokenRecord = {
    id: newId('sit'),
    token: newSecret('ticket'),
    userId: user.id,
    status: 'pending',
    expiresAt: now + (body.number('expires_in_seconds') ?? defaultTicketSeconds) * 1000,
    createdAt: now,
  };
  instance.state.signInTokens[ticket.id] = ticket;
  return ticketResource(ticket);
}

function ticketResource(ticket: SignInTokenRecord) {
  return {
    object: 'sign_in_token',
    id: ticket.id,
    user_id: ticket.userId,
    token: ticket.token,
    status: ticket.status,
    url: '',
    created_at: ticket.createdAt,
    updated_at: ticket.createdAt,
  };
}
