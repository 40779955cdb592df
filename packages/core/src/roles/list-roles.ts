import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { Permission } from '../access/permissions.ts';
import { type Role, roles } from '../access/roles.ts';
import { countSql } from '../members/count-sql.ts';
import { query } from '../registry/query.ts';

export interface RoleItem {
  id: string;
  name: string;
  description: string;
  permissions: Permission[];
  /** People who have it; 1,001 stands for more than 1,000. */
  members: number;
  /** That wait for an answer and promise it; 1,001 stands for more than 1,000. */
  invitations: number;
}

export interface RoleList {
  /** People with each built-in role and no custom one; 1,001 stands for more than 1,000. */
  builtIn: Record<Role, number>;
  custom: RoleItem[];
}

/** The workspace's roles, its own by name. */
export const listRoles = query({
  name: 'list-roles',
  permission: 'members:read',
  input: z.strictObject({}),
  async run({ tx, workspace }): Promise<RoleList> {
    const [row] = await rawQuery<RoleList>(tx, rolesSql(workspace.id));
    if (!row) throw new Error('The statement of the roles returned no row.');
    return row;
  },
});

function rolesSql(workspaceId: string): Prisma.Sql {
  const holders = (role: Role) =>
    countSql(Prisma.sql`select from member where workspace_id = ${workspaceId}::uuid
      and role = ${role}::role and custom_role_id is null`);
  const counts = roles.map((role) => Prisma.sql`${role}::text, ${holders(role)}`);
  return Prisma.sql`select jsonb_build_object(${Prisma.join(counts)}) as "builtIn",
    (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'description', r.description,
        'permissions', r.permissions, 'members',
        ${countSql(Prisma.sql`select from member m where m.workspace_id = r.workspace_id and m.custom_role_id = r.id`)},
        'invitations', ${countSql(Prisma.sql`select from invitation i where i.workspace_id = r.workspace_id
          and i.custom_role_id = r.id and i.accepted_at is null and i.revoked_at is null`)})
      order by lower(r.name)), '[]')
      from custom_role r where r.workspace_id = ${workspaceId}::uuid) as custom`;
}
