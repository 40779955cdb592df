import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { CustomRole } from '../access/grant.ts';
import { teamSql, usedSql } from '../entitlements/usage-of.ts';
import { query } from '../registry/query.ts';

export interface Seats {
  /** The workspace's own, by name: what people can be invited to besides the built-in ones. */
  customRoles: (CustomRole & { description: string })[];
  /** By the team and by open invitations. */
  used: number;
  team: number;
}

/** The seats that are taken, for whoever is about to fill another; the limit is in the context. */
export const readSeats = query({
  name: 'read-seats',
  permission: 'members:invite',
  input: z.strictObject({}),
  async run({ tx, workspace }): Promise<Seats> {
    const [seats] = await rawQuery<Seats>(
      tx,
      Prisma.sql`select ${usedSql.seats(workspace.id)} as used, ${teamSql(workspace.id)} as team,
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'description', description,
            'permissions', permissions) order by lower(name)), '[]')
          from custom_role where workspace_id = ${workspace.id}::uuid) as "customRoles"`,
    );
    return seats ?? { used: 0, team: 0, customRoles: [] };
  },
});
