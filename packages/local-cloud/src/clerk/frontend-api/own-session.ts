import { ClerkError } from '../clerk-error.ts';
import type { SessionRecord, UserRecord } from '../clerk-state.ts';
import { activeSession } from '../records/sessions.ts';
import { getUser } from '../records/users.ts';
import type { FrontendRequest } from './frontend-route.ts';

/** The caller's session, or Clerk's 401. A session named in the call must be the caller's own. */
export function ownSession(request: FrontendRequest): SessionRecord {
  const session = activeSession(request.instance, request.client);
  const named = request.parameters.sessionId ?? request.query.text('_clerk_session_id');
  if (!session || (named && named !== session.id)) {
    throw new ClerkError(401, 'authentication_invalid', 'You are signed out. Sign in and try again.');
  }
  return session;
}

export function ownUser(request: FrontendRequest): UserRecord {
  return getUser(request.instance, ownSession(request).userId);
}
