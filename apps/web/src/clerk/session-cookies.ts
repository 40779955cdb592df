import { environment } from '@archipelago/core/environment';

/**
 * Headers that make a browser forget the session it has on this host. Clerk's script sets a cookie for the host's domain,
 * too, which outlives one that is forgotten for the host alone.
 */
export function forgetSession(headers: Headers, cookie: string, host: string): void {
  const domains = new Set([new URL(`http://${host}`).hostname, new URL(environment().APP_URL).hostname]);
  for (const name of sessionCookies(cookie)) {
    const forgotten = `${name}=; Path=/; Max-Age=0; SameSite=Lax`;
    headers.append('set-cookie', forgotten);
    for (const domain of domains) headers.append('set-cookie', `${forgotten}; Domain=${domain}`);
  }
}

function sessionCookies(cookie: string): string[] {
  const names = cookie.split(';').map((pair) => pair.split('=')[0]?.trim() ?? '');
  return names.filter((name) => /^__(?:session|client_uat)(?:_[\w-]+)?$/.test(name));
}
