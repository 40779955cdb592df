import type { Permission } from '@archipelago/core/access/permissions';
import type { Operation } from '@archipelago/core/registry/registry';

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

/**
 * Who may do what, said once more and by hand: a change in `access/` that this table does not expect fails the matrix.
 * Every person is listed for every permission, refusals too.
 */
export const accessRules: Record<Permission, Record<Person, Answer>> = {
  'site:read': everyone(),
  'invitation:read': everyone(),
  'site:join': signedIn(),
  'site:comment': signedIn(),
  'invitation:accept': signedIn(),
  'address:check': signedIn(),
  'workspace:create': signedIn(),
  'workspace:list': signedIn(),
  'self:manage': signedIn(),
  'support:enter': operators(),
  'platform:read': operators(),
  'support:manage': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'dashboard:view': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'allowed',
    guest: 'NOT_FOUND',
    member: 'allowed',
    admin: 'allowed',
    owner: 'allowed',
  },
  'comments:read': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'allowed',
    admin: 'allowed',
    owner: 'allowed',
  },
  'comments:write': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'allowed',
    admin: 'allowed',
    owner: 'allowed',
  },
  'comments:moderate': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'members:read': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'allowed',
    guest: 'NOT_FOUND',
    member: 'allowed',
    admin: 'allowed',
    owner: 'allowed',
  },
  'posts:read': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'allowed',
    guest: 'NOT_FOUND',
    member: 'allowed',
    admin: 'allowed',
    owner: 'allowed',
  },
  'posts:write': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'allowed',
    admin: 'allowed',
    owner: 'allowed',
  },
  'members:invite': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'workspace:update': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'security:manage': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'audit:read': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'allowed',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'billing:read': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'allowed',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'billing:manage': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'FORBIDDEN',
    owner: 'allowed',
  },
  'members:manage': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'guests:manage': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'roles:manage': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'domains:manage': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'api-keys:manage': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'webhooks:manage': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'usage:read': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'allowed',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'workspace:export': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'allowed',
    owner: 'allowed',
  },
  'workspace:transfer': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'FORBIDDEN',
    owner: 'allowed',
  },
  'workspace:delete': {
    anonymous: 'UNAUTHORIZED',
    outsider: 'NOT_FOUND',
    operator: 'NOT_FOUND',
    support: 'FORBIDDEN',
    guest: 'NOT_FOUND',
    member: 'FORBIDDEN',
    admin: 'FORBIDDEN',
    owner: 'allowed',
  },
};

function everyone(): Record<Person, Answer> {
  return { ...signedIn(), anonymous: 'allowed' };
}

function signedIn(): Record<Person, Answer> {
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
function operators(): Record<Person, Answer> {
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

/** Reads that take data away: closed to support, whose other reads the table lists. */
const takingAway = ['export-audit-events'];

/** What the table says; to support, every command in a workspace is refused that is not an operator's own business. */
export function expectedAnswer({ name, kind, scope, permission }: Operation, person: Person): Answer {
  const answer = accessRules[permission][person];
  if (person !== 'support' || scope !== 'workspace' || accessRules[permission].owner === 'NOT_FOUND')
    return answer;
  return kind === 'command' || takingAway.includes(name) ? 'FORBIDDEN' : answer;
}
