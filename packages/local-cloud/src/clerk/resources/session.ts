import type { ClerkInstance } from '../clerk-instance.ts';
import type { SessionRecord } from '../clerk-state.ts';
import { factorAges, mintSessionToken } from '../session-token.ts';
import { membershipResource } from './organization.ts';
import { publicUser, publicUserData } from './user.ts';

/** A session as the Backend API and webhooks say it. */
export function sessionResource(session: SessionRecord) {
  return {
    object: 'session',
    id: session.id,
    client_id: session.clientId,
    user_id: session.userId,
    status: session.status,
    last_active_organization_id: session.organizationId,
    last_active_at: session.lastActiveAt,
    latest_activity: activityResource(session),
    actor: null,
    expire_at: session.expiresAt,
    abandon_at: session.expiresAt,
    created_at: session.createdAt,
    updated_at: session.lastActiveAt,
  };
}

/** A session as its own browser sees it: with the user and a fresh token. */
export function ownSessionResource(instance: ClerkInstance, session: SessionRecord) {
  const user = instance.state.users[session.userId];
  const memberships = Object.values(instance.state.memberships).filter(
    ({ userId }) => userId === session.userId,
  );
  return {
    ...sessionResource(session),
    tasks: null,
    factor_verification_age: factorAges(instance, session),
    last_active_token: { object: 'token', id: '', jwt: mintSessionToken(instance, session) },
    user: user && {
      ...publicUser(instance, user),
      organization_memberships: memberships.map((membership) => membershipResource(instance, membership)),
    },
    public_user_data: user && publicUserData(user),
  };
}

/** An entry of the list of devices. */
export function deviceResource(session: SessionRecord) {
  return { ...sessionResource(session), user: null };
}

function activityResource(session: SessionRecord) {
  const { userAgent } = session;
  const browser = /(Edg|Firefox|Chrome|Safari)\/([\d.]+)/.exec(userAgent);
  const isMobile = /Mobile|Android|iPhone/.test(userAgent);
  const device = /\(([^;)]+)/.exec(userAgent)?.[1];
  return {
    object: 'session_activity',
    id: `sess_activity_${session.id.slice(5)}`,
    browser_name: browser?.[1]?.replace('Edg', 'Edge'),
    browser_version: browser?.[2],
    device_type: device === 'X11' ? 'Linux' : device,
    ip_address: session.ipAddress,
    city: 'this machine',
    is_mobile: isMobile,
  };
}
