import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `user_2x…`: a prefix that says what it is, then 27 random characters, as Clerk's own. */
export function newId(prefix: string): string {
  let id = `${prefix}_`;
  for (const byte of randomBytes(27)) id += alphabet[byte % alphabet.length];
  return id;
}

/** For cookies and tickets, which are proof in themselves: 256 bits. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}
