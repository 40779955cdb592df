import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { type MemberItem, type MemberRow, memberItem } from './member-item.ts';
import { memberJson } from './member-page-sql.ts';

/** A member who is known to be there, as they are now. */
export async function readMember(
  tx: Transaction,
  workspaceId: string,
  memberId: string,
): Promise<MemberItem & { memberId: string }> {
  const [row] = await rawQuery<{ member: MemberRow }>(
    tx,
    Prisma.sql`select ${memberJson} as member from member m join "user" u on u.id = m.user_id
        left join custom_role r on r.workspace_id = m.workspace_id and r.id = m.custom_role_id
      where m.workspace_id = ${workspaceId}::uuid and m.id = ${memberId}::uuid`,
  );
  if (!row) throw new Error(`The member ${memberId} was there a moment ago.`);
  return { ...memberItem(row.member), memberId };
}
