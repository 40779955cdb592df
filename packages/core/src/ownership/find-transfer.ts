import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { AppError } from '../errors/app-error.ts';

/** Days the receiver has to answer. */
export const transferDays = 7;

export type TransferState = 'open' | 'expired' | 'cancelled' | 'declined' | 'confirmed';

export interface FoundTransfer {
  id: string;
  fromUserId: string;
  fromName: string;
  toUserId: string;
  toName: string;
  expiresAt: Date;
  state: TransferState;
}

/** SQL for the columns of a `FoundTransfer`, of `ownership_transfer` as `t`, its giver `g` and its receiver `v`. */
export const transferColumns = Prisma.sql`t.id, t.from_user_id as "fromUserId", t.to_user_id as "toUserId",
  coalesce(nullif(g.name, ''), g.email, 'Somebody who has left') as "fromName",
  coalesce(nullif(v.name, ''), v.email, 'Somebody who has left') as "toName", t.expires_at as "expiresAt",
  case when t.confirmed_at is not null then 'confirmed' when t.cancelled_at is not null then 'cancelled'
    when t.declined_at is not null then 'declined' when t.expires_at <= now() then 'expired' else 'open' end as state`;

export const transferTables = Prisma.sql`ownership_transfer t left join "user" g on g.id = t.from_user_id
  left join "user" v on v.id = t.to_user_id`;

/** The hand-over with this id, locked until the transaction ends. NOT_FOUND `transfer-unknown`. */
export async function findTransfer(
  tx: Transaction,
  workspaceId: string,
  transferId: string,
): Promise<FoundTransfer> {
  const [transfer] = await rawQuery<FoundTransfer>(
    tx,
    Prisma.sql`select ${transferColumns} from ${transferTables}
      where t.workspace_id = ${workspaceId}::uuid and t.id = ${transferId}::uuid for no key update of t`,
  );
  if (transfer) return transfer;
  throw unknownTransfer();
}

export function unknownTransfer(): AppError {
  return new AppError('NOT_FOUND', 'There is no such hand-over, or it is not for you.', {
    reason: 'transfer-unknown',
  });
}

/** Throws the reason why an answer to it comes too late: `transfer-used`, `-cancelled`, `-declined`, `-expired`. */
export function refuseUnlessOpen({ state, fromName }: FoundTransfer): void {
  if (state === 'open') return;
  if (state === 'confirmed') {
    throw new AppError('CONFLICT', 'This hand-over is done already. Reload the page.', {
      reason: 'transfer-used',
    });
  }
  const said = {
    cancelled: 'was withdrawn',
    declined: 'was declined',
    expired: 'has expired',
  }[state];
  throw new AppError('GONE', `This hand-over ${said}. Ask ${fromName} to start a new one.`, {
    reason: `transfer-${state}`,
  });
}
