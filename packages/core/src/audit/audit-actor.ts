import type { Actor } from '../context/context.ts';

/** The actor as a row of the audit log names them. */
export interface AuditActor {
  actorKind: 'user' | 'api_key' | 'operator' | 'system';
  /** Null for the system. */
  actorId: string | null;
  /** As it is now: the log keeps reading the same after a rename. */
  actorName: string;
}

/** The one place where an actor becomes columns of the log. A new kind of actor does not compile until it is here. */
const columns: { [Kind in Actor['kind']]: (actor: Extract<Actor, { kind: Kind }>) => AuditActor } = {
  user: ({ userId, name, email, asOperator }) => ({
    actorKind: asOperator ? 'operator' : 'user',
    actorId: userId,
    actorName: name || email,
  }),
  'api-key': ({ keyId, name }) => ({ actorKind: 'api_key', actorId: keyId, actorName: name }),
  system: ({ name }) => ({ actorKind: 'system', actorId: null, actorName: name }),
  anonymous: () => ({ actorKind: 'system', actorId: null, actorName: 'Somebody' }),
};

export function auditActor(actor: Actor): AuditActor {
  return columns[actor.kind](actor as never);
}
