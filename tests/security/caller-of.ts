import type { Operation } from '@archipelago/core/registry/registry';
import type { MadeUser } from '../support/factories.ts';
import { accessRules } from './access-rules.ts';
import type { Furnished, SecurityWorld } from './security-world.ts';

/** Somebody who may call the operation in this workspace: its owner, or an operator for what is theirs alone. */
export function callerOf(
  { people }: SecurityWorld,
  { permission }: Operation,
  of: Furnished,
): MadeUser | null {
  return accessRules[permission].owner === 'NOT_FOUND' ? people.operator : of.workspace.owner;
}
