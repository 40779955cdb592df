import type { Actor, WorkspaceContext } from '../context/context.ts';
import { limit, type RateLimit } from '../rate-limits/limit.ts';
import { canonicalEmail } from './canonical-email.ts';
import { networkOf } from './network-of.ts';

export interface PeopleLimits {
  /** Of one signed-in person, or of one mailbox that somebody unknown gives as theirs. */
  person: RateLimit;
  /** Of one subscriber, however many people are behind it. */
  network: RateLimit;
  /** Of everybody together at one workspace's site: what its people can still look through. */
  workspace: RateLimit;
}

/**
 * TOO_MANY_REQUESTS when somebody does `what` on a workspace's site faster than people do. Programs are limited by their
 * key.
 */
export async function limitPeople(
  what: string,
  { actor, request, workspace }: WorkspaceContext & { actor: Actor },
  { person, network, workspace: everybody }: PeopleLimits,
  email?: string,
): Promise<void> {
  // First, so that a network which is asked to wait uses up neither a mailbox that somebody else has nor everybody's share.
  if (request.ip) await limit(`${what}:${workspace.id}:ip:${networkOf(request.ip)}`, network);
  if (actor.kind === 'user') await limit(`${what}:${workspace.id}:${actor.userId}`, person);
  else if (email) await limit(`${what}:${workspace.id}:mail:${canonicalEmail(email)}`, person);
  await limit(`${what}:${workspace.id}`, everybody);
}
