import { randomBytes } from 'node:crypto';
import type { ClerkInstance } from './clerk-instance.ts';
import type { SessionRecord } from './clerk-state.ts';

/** A version 2 session token: what the `__session` cookie holds. */
export function mintSessionToken(instance: ClerkInstance, session: SessionRecord): string {
  const now = Math.floor(instance.now() / 1000);
  const { memberships, organizations } = instance.state;
  const membership = Object.values(memberships).find(
    ({ organizationId, userId }) => organizationId === session.organizationId && userId === session.userId,
  );
  const organization = membership && organizations[membership.organizationId];
  return instance.key.sign({
    azp: session.origin,
    exp: now + instance.tokenLifetimeSeconds,
    fva: factorAges(instance, session),
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

/** Minutes since the first and since the second factor were proven; -1 means never. */
export function factorAges(instance: ClerkInstance, session: SessionRecord): [number, number] {
  const minutesSince = (time: number) => Math.floor((instance.now() - time) / 60_000);
  return [
    minutesSince(session.createdAt),
    session.secondFactorAt ? minutesSince(session.secondFactorAt) : -1,
  ];
}
