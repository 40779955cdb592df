import { ClerkError, notFound } from '../clerk-error.ts';
import type { ClerkInstance } from '../clerk-instance.ts';
import type { ClientRecord, SessionRecord, UserRecord } from '../clerk-state.ts';
import { newId } from '../new-id.ts';
import { sessionResource } from '../resources/session.ts';
import { membershipsOfUser } from './memberships.ts';

const lifetime = 7 * 86_400_000;

/** From where a session is used, for the `azp` claim and the list of devices. */
export interface Origin {
  origin: string;
  userAgent: string;
  ipAddress: string;
}

/** Signs the user in on the client; the instance allows one session for each client, so another one ends. */
export function startSession(
  instance: ClerkInstance,
  client: ClientRecord,
  user: UserRecord,
  from: Origin,
  secondFactorAt: number | null = null,
): SessionRecord {
  const previous = activeSession(instance, client);
  if (previous) endSession(instance, previous, 'ended');
  const now = instance.now();
  const session: SessionRecord = {
    id: newId('sess'),
    clientId: client.id,
    userId: user.id,
    status: 'active',
    organizationId: membershipsOfUser(instance, user.id)[0]?.organizationId ?? null,
    ...from,
    createdAt: now,
    lastActiveAt: now,
    expiresAt: now + lifetime,
    secondFactorAt,
  };
  instance.state.sessions[session.id] = session;
  client.sessionId = session.id;
  client.updatedAt = now;
  user.lastSignInAt = now;
  instance.emit('session.created', sessionResource(session));
  return session;
}

/** Idempotent. */
export function endSession(
  instance: ClerkInstance,
  session: SessionRecord,
  status: Exclude<SessionRecord['status'], 'active'>,
): void {
  if (session.status !== 'active') return;
  session.status = status;
  session.lastActiveAt = instance.now();
  const client = instance.state.clients[session.clientId];
  if (client?.sessionId === session.id) {
    client.sessionId = null;
    client.updatedAt = instance.now();
  }
  if (status !== 'expired') instance.emit(`session.${status}`, sessionResource(session));
}

/** The client's session while it is good; an expired one is ended on sight. */
export function activeSession(instance: ClerkInstance, client: ClientRecord): SessionRecord | undefined {
  const session = client.sessionId ? instance.state.sessions[client.sessionId] : undefined;
  if (session?.status !== 'active') return undefined;
  if (session.expiresAt <= instance.now() || !instance.state.users[session.userId]) {
    endSession(instance, session, 'expired');
    return undefined;
  }
  return session;
}

export function getSession(instance: ClerkInstance, id: string): SessionRecord {
  const session = instance.state.sessions[id];
  if (!session) throw notFound('The session');
  return session;
}

/** Makes an organization the session's active one; the user must be a member. */
export function activateOrganization(
  instance: ClerkInstance,
  session: SessionRecord,
  idOrSlug: string | null,
): void {
  if (!idOrSlug) {
    session.organizationId = null;
    return;
  }
  const membership = membershipsOfUser(instance, session.userId).find(
    ({ organizationId }) =>
      organizationId === idOrSlug || instance.state.organizations[organizationId]?.slug === idOrSlug,
  );
  if (!membership) {
    throw new ClerkError(
      404,
      'organization_not_found_or_unauthorized',
      'You are not a member of this organization.',
    );
  }
  session.organizationId = membership.organizationId;
}
