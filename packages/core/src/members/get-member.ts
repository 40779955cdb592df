import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { type CustomRole, grantOf } from '../access/grant.ts';
import type { Permission } from '../access/permissions.ts';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { query } from '../registry/query.ts';
import { type MemberItem, type MemberRow, memberItem } from './member-item.ts';
import { memberJson } from './member-page-sql.ts';
import { memberResource } from './member-resource.ts';

export interface MemberDetail extends MemberItem {
  permissions: readonly Permission[];
  /** Their role can be given away, and they can leave, only after somebody else became an owner. */
  isOnlyOwner: boolean;
  /** The roles of the workspace's own, by name. */
  customRoles: (CustomRole & { description: string })[];
}

/** One person of the workspace, guest or team. NOT_FOUND when they do not belong to it. */
export const getMember = query({
  name: 'get-member',
  permission: 'members:read',
  api: {
    method: 'GET',
    path: '/members/{memberId}',
    group: 'Members',
    summary: 'Read a member',
    description: 'A guest of the site has an id here too.',
    output: memberResource,
  },
  input: z.strictObject({ memberId: id }),
  async run({ tx, workspace }, { memberId }): Promise<MemberDetail> {
    const [row] = await rawQuery<{
      member: MemberRow;
      custom: CustomRole | null;
      owners: number;
      customRoles: MemberDetail['customRoles'];
    }>(
      tx,
      Prisma.sql`select ${memberJson} as member, to_jsonb(r) as custom,
          (select count(*)::int from member where workspace_id = ${workspace.id}::uuid and role = 'owner') as owners,
          (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'description', description,
              'permissions', permissions) order by lower(name)), '[]')
            from custom_role where workspace_id = ${workspace.id}::uuid) as "customRoles"
        from member m join "user" u on u.id = m.user_id
          left join custom_role r on r.workspace_id = m.workspace_id and r.id = m.custom_role_id
        where m.workspace_id = ${workspace.id}::uuid and m.id = ${memberId}::uuid`,
    );
    if (!row) {
      throw new AppError('NOT_FOUND', 'This person does not belong to the workspace any more.', {
        reason: 'member-unknown',
      });
    }
    const member = memberItem(row.member);
    return {
      ...member,
      permissions: member.blockedAt ? [] : grantOf(member.role, row.custom).permissions,
      isOnlyOwner: member.role === 'owner' && row.owners === 1,
      customRoles: row.customRoles,
    };
  },
});
