import type { ClerkInstance } from '../clerk-instance.ts';
import type { ClientRecord } from '../clerk-state.ts';

const kept = 'Path=/; Max-Age=31536000; SameSite=Lax';
const dropped = 'Path=/; Max-Age=0; SameSite=Lax';

/**
 * The cookies that tell a host which client it is, each with and without the instance's suffix as Clerk sets them.
 * They name no domain, so they hold for one host only; the one that clerk-js itself sets for the host's domain goes, so that
 * it does not contradict them. Without a session the session cookie goes.
 */
export function clientCookies(
  instance: ClerkInstance,
  client: ClientRecord,
  sessionToken: string | null,
  hostname: string,
): string[] {
  const isSignedIn = client.sessionId !== null;
  const signedInSince = isSignedIn ? Math.floor(signInTime(instance, client) / 1000) : 0;
  const both = (name: string, value: string, attributes = kept) => [
    `${name}=${value}; ${attributes}`,
    `${name}_${instance.cookieSuffix}=${value}; ${attributes}`,
  ];
  return [
    `__client=${client.token}; ${kept}; HttpOnly`,
    ...both('__client_uat', '', `${dropped}; Domain=${hostname}`),
    ...both('__client_uat', String(signedInSince)),
    ...both('__clerk_db_jwt', client.devBrowser),
    ...(sessionToken ? both('__session', sessionToken) : []),
    ...(isSignedIn ? [] : both('__session', '', dropped)),
  ];
}

function signInTime(instance: ClerkInstance, client: ClientRecord): number {
  const session = client.sessionId ? instance.state.sessions[client.sessionId] : undefined;
  return session?.createdAt ?? client.updatedAt;
}
