import { z } from 'zod';
import { query } from '../registry/query.ts';
import { type JoinStanding, joinStanding } from './join-rules.ts';

/** What a signed-in person can become of a workspace by themselves; and if nothing, why. */
export type JoinOffer =
  | 'guest'
  | 'team'
  | 'no-seat'
  | 'blocked'
  | 'other-domain'
  | 'invitation'
  | 'belongs-already';

export const readJoinOffer = query({
  name: 'read-join-offer',
  permission: 'site:join',
  input: z.strictObject({}),
  async run({ tx, workspace, actor, entitlements }): Promise<{ offer: JoinOffer }> {
    if (actor.kind !== 'user') throw new Error('Only somebody signed in is offered to join.');
    const standing = await joinStanding(tx, workspace.id, actor);
    return { offer: offerTo(standing, entitlements.seats) };
  },
});

function offerTo({ policy, role, blocked, atDomain, used }: JoinStanding, seats: number): JoinOffer {
  if (blocked) return 'blocked';
  if (role !== null && (role !== 'guest' || policy !== 'domains' || !atDomain)) return 'belongs-already';
  if (policy === 'open') return 'guest';
  if (policy === 'invitation') return 'invitation';
  if (!atDomain) return 'other-domain';
  return used < seats ? 'team' : 'no-seat';
}
