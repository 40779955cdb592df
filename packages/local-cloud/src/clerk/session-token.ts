import { randomBytes } from 'node:crypto';
import type { ClerkInstance } from './clerk-instance.ts';
import type { SessionRecord } from './clerk-state.ts';

/** A version 2 session token: what the `__session` cookie holds. */
export function mintSessionToken(instance: ClerkInstance, session: SessionRecord): string {
  const now = Math.floor(instance.now() / 1000);
  const minutesSinceSignIn = Math.floor((instance.now() - session.createdAt) / 60_000);
  const { memberships, organizations } = instance.state;
  const membership = Object.values(memberships).find(
    ({ organizationId, userId }) => organizationId === session.organizationId && userId === session.userId,
  );
  const organization = membership && organizations[membership.organizationId];
  return instance.key.sign({
    azp: session.origin,
    exp: now + instance.tokenLifetimeSeconds,
    fva: [minutesSinceSignIn, -1],
    iat: now,
    iss: instance.issuer,
    jti: randomBytes(10).toString('hex'),
    nbf: now - 10,
    sid: session.id,
    sts: 'active',
    sub: session.userId,
    v: 2,
    ...(organization && {
      o: { id: organization.id, slg: organization.slug, rol: membership.role.replace('org:', '') },
    }),
  });
}
