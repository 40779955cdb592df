import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';
import { teamRoles } from '../access/roles.ts';

/** The seats to pay for: everybody on the team. Guests and open invitations are free. Never below one. */
export function seatsOf(workspaceId: string): Promise<number> {
  return withWorkspace(workspaceId, (tx) => seatsIn(tx, workspaceId));
}

/** The same, as the caller's transaction sees it. */
export async function seatsIn(tx: Transaction, workspaceId: string): Promise<number> {
  const people = await tx.member.count({ where: { workspaceId, role: { in: [...teamRoles] } } });
  return Math.max(1, people);
}
