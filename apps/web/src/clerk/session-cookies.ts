/** Headers that make a browser forget the session it has on this host. */
export function forgetSession(headers: Headers, cookie: string): void {
  for (const name of sessionCookies(cookie)) {
    headers.append('set-cookie', `${name}=; Path=/; Max-Age=0; SameSite=Lax`);
  }
}

function sessionCookies(cookie: string): string[] {
  const names = cookie.split(';').map((pair) => pair.split('=')[0]?.trim() ?? '');
  return names.filter((name) => /^__(?:session|client_uat)(?:_[\w-]+)?$/.test(name));
}
