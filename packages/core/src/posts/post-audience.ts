import type { WorkspaceContext } from '../context/context.ts';

/** Who may read a post. `guests` are all who joined, the team too; `members` are the team alone. */
export const postAudiences = ['everyone', 'guests', 'members'] as const;
export type PostAudience = (typeof postAudiences)[number];

/** Whose posts the actor may read on the site. A guest who is blocked, and a sign-in that the workspace refuses, hold nothing. */
export function readableAudiences({
  actor,
  grant,
}: Pick<WorkspaceContext, 'actor' | 'grant'>): PostAudience[] {
  if (actor.kind === 'anonymous' || !grant || grant.withheld) return ['everyone'];
  return grant.role !== 'guest' || grant.support ? ['everyone', 'guests', 'members'] : ['everyone', 'guests'];
}
