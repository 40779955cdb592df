/**
 * The path to go on to, from an untrusted address: a path of this same host, or the fallback. Whatever a browser would
 * read as another host is refused: `//host`, back-slashes, control characters, a scheme, user information.
 */
export function safeRedirect(given: string | null | undefined, fallback: string, host: string): string {
  if (!given || given.length > 2048 || hasForbiddenCharacter(given)) return fallback;
  const origin = `https://${host}`;
  const path = sameHostPath(given, host);
  if (path === null || !path.startsWith('/') || path.startsWith('//')) return fallback;
  if (!URL.canParse(path, origin)) return fallback;
  const { origin: actual, pathname, search, hash } = new URL(path, origin);
  // Dot segments may leave a path that begins with two slashes.
  if (actual !== origin || pathname.startsWith('//')) return fallback;
  if (hasForbiddenCharacter(decoded(pathname)) || decoded(pathname).startsWith('//')) return fallback;
  return isSignInPage(pathname) ? fallback : pathname + search + hash;
}

/** Absolute addresses of this host, as Clerk's components make them, are cut down to their path. */
function sameHostPath(given: string, host: string): string | null {
  if (!/^https?:\/\//i.test(given)) return given;
  if (!URL.canParse(given)) return null;
  const { host: actual, username, password, pathname, search, hash } = new URL(given);
  return actual === host && !username && !password ? pathname + search + hash : null;
}

function hasForbiddenCharacter(text: string): boolean {
  // Browsers drop some control characters, so `/<tab>/host` is another host to them.
  return /[\p{Cc}\s\\]/u.test(text);
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '\\';
  }
}

/** Going back there would ask someone who has just signed in to sign in. */
function isSignInPage(pathname: string): boolean {
  return /^\/(?:sign-in|sign-up|__clerk|account\/sign-out)(?:\/|$)/.test(pathname);
}
