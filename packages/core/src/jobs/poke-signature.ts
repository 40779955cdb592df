import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Carries `<expiry in unix seconds>.<base64url HMAC>`; the request itself has no body. Not named `x-archipelago-…`:
 * the edge, which this request passes, deletes those.
 */
export const pokeHeader = 'x-poke-signature';

const lifetimeSeconds = 60;

export function signPoke(secret: string, path: string, now = Date.now()): string {
  const expiry = Math.floor(now / 1000) + lifetimeSeconds;
  return `${expiry}.${signature(secret, path, expiry)}`;
}

/**
 * True for a poke that this deployment signed for this path and that has not expired. One whose expiry lies further ahead
 * than a fresh poke's is refused too, so that none can be kept for later.
 */
export function isGenuinePoke(
  secret: string,
  path: string,
  header: string | null,
  now = Date.now(),
): boolean {
  const [expiry, given] = (header ?? '').split('.');
  if (!expiry || !given || !/^\d{1,12}$/.test(expiry)) return false;
  const seconds = Math.floor(now / 1000);
  if (Number(expiry) < seconds || Number(expiry) > seconds + lifetimeSeconds * 2) return false;
  const wanted = Buffer.from(signature(secret, path, Number(expiry)));
  const actual = Buffer.from(given);
  return wanted.length === actual.length && timingSafeEqual(wanted, actual);
}

function signature(secret: string, path: string, expiry: number): string {
  return createHmac('sha256', secret).update(`poke\nPOST\n${path}\n${expiry}`).digest('base64url');
}
