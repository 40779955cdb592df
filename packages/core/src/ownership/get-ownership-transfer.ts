import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { can } from '../access/can.ts';
import { id } from '../input/id.ts';
import { query } from '../registry/query.ts';
import { type FoundTransfer, type TransferState, transferColumns, transferTables } from './find-transfer.ts';

export interface OwnershipTransferView {
  /** Null when none was found that this person may see. */
  transfer: {
    id: string;
    fromName: string;
    toName: string;
    expiresAt: Date;
    state: TransferState;
    /** Whether it waits, or waited, for this person's answer. */
    isForYou: boolean;
  } | null;
  /** To an owner, whom they could offer it to: admins first, then by name. */
  candidates: { memberId: string; name: string; email: string }[];
}

const mostCandidates = 200;

/** The hand-over of this id, or else the open one, as its giver, its receiver or another owner sees it. */
export const getOwnershipTransfer = query({
  name: 'get-ownership-transfer',
  permission: 'dashboard:view',
  input: z.strictObject({ transferId: id.optional() }),
  async run(ctx, { transferId }): Promise<OwnershipTransferView> {
    const { tx, workspace, actor } = ctx;
    const ownId = actor.kind === 'user' ? actor.userId : null;
    const isOwner = can(ctx, 'workspace:transfer');
    const which = transferId
      ? Prisma.sql`t.id = ${transferId}::uuid`
      : Prisma.sql`t.confirmed_at is null and t.cancelled_at is null and t.declined_at is null`;
    const [row] = await rawQuery<{
      transfer: (Omit<FoundTransfer, 'expiresAt'> & { expiresAt: string }) | null;
      candidates: OwnershipTransferView['candidates'];
    }>(
      tx,
      Prisma.sql`select
        (select to_jsonb(found) from (
          select ${transferColumns} from ${transferTables}
          where t.workspace_id = ${workspace.id}::uuid and ${which}
            and (${isOwner} or ${ownId}::uuid in (t.from_user_id, t.to_user_id))
          order by t.created_at desc limit 1
        ) found) as transfer,
        (select coalesce(jsonb_agg(jsonb_build_object('memberId', c.id, 'name', c.name, 'email', c.email)
            order by c.role, lower(c.name), c.id), '[]')
          from (
            select m.id, m.role, coalesce(nullif(u.name, ''), u.email) as name, u.email
            from member m join "user" u on u.id = m.user_id
            where m.workspace_id = ${workspace.id}::uuid and m.role in ('admin', 'member') and ${isOwner}
            order by m.role, m.created_at limit ${mostCandidates}
          ) c) as candidates`,
    );
    if (!row) throw new Error('The statement of the hand-over returned no row.');
    const { transfer, candidates } = row;
    if (!transfer) return { transfer: null, candidates };
    const { fromName, toName, state, toUserId } = transfer;
    const expiresAt = new Date(transfer.expiresAt);
    return {
      transfer: { id: transfer.id, fromName, toName, expiresAt, state, isForYou: toUserId === ownId },
      candidates,
    };
  },
});
