import { withWorkspace } from '@archipelago/db/with-workspace';
import { teamRoles } from '../access/roles.ts';

/** The seats to pay for: everybody on the team. Guests and open invitations are free. Never below one. */
export async function seatsOf(workspaceId: string): Promise<number> {
  const people = await withWorkspace(workspaceId, (tx) =>
    tx.member.count({ where: { workspaceId, role: { in: [...teamRoles] } } }),
  );
  return Math.max(1, people);
}
