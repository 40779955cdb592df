import { setTimeout as delay } from 'node:timers/promises';
import { environment } from '@archipelago/core/environment';
import { renewSessionToken } from '@archipelago/core/identity/clerk';
import { log } from '@archipelago/core/log/log';
import { verifyToken } from '@clerk/backend';

/** How long after it ran out a token may still be renewed, if its session lasts. */
const renewableMilliseconds = 24 * 60 * 60 * 1000;
const patienceMilliseconds = 5_000;

/**
 * The session token that a posted form came with, or null. What Clerk finds amiss with a page view it mends by a round trip
 * of redirects, on which a form would lose what was typed: when the token has run out, as it does within a minute where no
 * script renews it, and when the browser sends the form while Clerk's script is replacing its other cookies. So a form is
 * judged by the signed token alone, and one that ran out is renewed by asking Clerk whether its session lasts.
 */
export async function postedSession(
  cookies: string,
  authorizedParties: string[],
): Promise<{ token: string; isRenewed: boolean } | null> {
  for (const [, token = ''] of cookies.matchAll(sessionCookie)) {
    const claims = await signedClaims(token, authorizedParties);
    // Other tokens of the instance have no session.
    if (typeof claims?.sid !== 'string') continue;
    if (claims.exp * 1000 > Date.now()) return { token, isRenewed: false };
    const renewed = await renew(claims.sid);
    return renewed === null ? null : { token: renewed, isRenewed: true };
  }
  return null;
}

/** Under both names: that of another product's on this host carries another key's signature. */
const sessionCookie = /(?:^|;\s*)__session(?:_[\w-]+)?=([\w-]+\.[\w-]+\.[\w-]+)/g;

async function signedClaims(token: string, authorizedParties: string[]) {
  const { CLERK_JWT_KEY: jwtKey } = environment();
  try {
    return await verifyToken(token, {
      jwtKey,
      authorizedParties,
      clockSkewInMs: renewableMilliseconds,
    });
  } catch {
    return null;
  }
}

async function renew(sessionId: string): Promise<string | null> {
  try {
    return await Promise.race([
      renewSessionToken(sessionId),
      delay(patienceMilliseconds, undefined, { ref: false }).then(() => {
        throw new Error('Clerk did not answer in time.');
      }),
    ]);
  } catch (error) {
    log.warn('identity.session_not_renewed', { error });
    return null;
  }
}
