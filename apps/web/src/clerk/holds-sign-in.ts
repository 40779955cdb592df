const signedInCookie = /(?:^|;\s*)__(?:session(?:_[\w-]+)?=[^;\s]|client_uat(?:_[\w-]+)?=[1-9])/;

/** Whether cookies hold a session, or a sign that there is one at Clerk, which a handshake turns into a session here. */
export function holdsSignIn(cookies: string): boolean {
  return signedInCookie.test(cookies);
}
