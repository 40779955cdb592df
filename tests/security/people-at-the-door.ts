/**
 * Everybody who may come to a workspace's door. The outsider owns another workspace; the operator runs the whole; support
 * is an operator whom the workspace let in.
 */
export const people = [
  'anonymous',
  'outsider',
  'operator',
  'support',
  'guest',
  'member',
  'admin',
  'owner',
] as const;
export type Person = (typeof people)[number];

export type Answer = 'allowed' | 'UNAUTHORIZED' | 'NOT_FOUND' | 'FORBIDDEN';

export function everyone(): Record<Person, Answer> {
  return { ...signedIn(), anonymous: 'allowed' };
}

export function signedIn(): Record<Person, Answer> {
  return {
    anonymous: 'UNAUTHORIZED',
    outsider: 'allowed',
    operator: 'allowed',
    support: 'allowed',
    guest: 'allowed',
    member: 'allowed',
    admin: 'allowed',
    owner: 'allowed',
  };
}

/** Nobody else learns that it is there, not even an owner. */
export function operators(): Record<Person, Answer> {
  return {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'allowed',
    support: 'allowed',
    guest: 'NOT_FOUND',
    member: 'NOT_FOUND',
    admin: 'NOT_FOUND',
    owner: 'NOT_FOUND',
  };
}
