import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { Role } from '../access/roles.ts';
import type { UserActor, WorkspaceView } from '../context/context.ts';
import { usedSql } from '../entitlements/usage-of.ts';
import type { AppError } from '../errors/app-error.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import type { JoinPolicy } from './join-policy.ts';
import { domainOf } from './parse-domain-list.ts';

/** What decides whether a person may join a workspace by themselves, as the database has it now. */
export interface JoinStanding {
  policy: JoinPolicy;
  /** Null when the person does not belong to the workspace. */
  role: Role | null;
  blocked: boolean;
  /** Whether their verified address is at one of the workspace's domains. */
  atDomain: boolean;
  /** Seats taken, also by open invitations; the person's own is not counted, since joining uses it up. */
  used: number;
}

/** @param lock the policy stays what it is until the transaction ends. */
export async function joinStanding(
  tx: Transaction,
  workspaceId: string,
  actor: UserActor,
  { lock = false } = {},
): Promise<JoinStanding> {
  const [standing] = await rawQuery<JoinStanding>(
    tx,
    Prisma.sql`select w.join_policy::text as policy, m.role::text, m.blocked_at is not null as blocked,
        exists (
          select from join_domain d where d.workspace_id = w.id and d.domain = ${domainOf(actor.email)}
        ) as "atDomain", ${usedSql.seats(workspaceId)} - (
          select count(*) from invitation i where i.workspace_id = w.id and i.email = ${actor.email}
            and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
        )::int as used
      from workspace w left join member m on m.workspace_id = w.id and m.user_id = ${actor.userId}::uuid
      where w.id = ${workspaceId}::uuid ${lock ? Prisma.sql`for share of w` : Prisma.empty}`,
  );
  if (!standing) throw new Error('The workspace of this request is gone.');
  return standing;
}

export function refuseBlocked({ blocked }: JoinStanding, { name }: WorkspaceView): void {
  if (!blocked) return;
  throw refusal('FORBIDDEN', said('blockedFromJoining', { workspace: name }), { reason: 'blocked' });
}

export function joinIsClosed({ policy }: JoinStanding, { name }: WorkspaceView): AppError {
  const key = policy === 'domains' ? 'joinByDomain' : 'joinClosed';
  return refusal('FORBIDDEN', said(key, { workspace: name }), { reason: 'join-closed' });
}
