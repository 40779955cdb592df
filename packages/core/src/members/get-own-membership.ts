import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { Role } from '../access/roles.ts';
import { query } from '../registry/query.ts';

/** What somebody is in one workspace. */
export interface OwnMembership {
  role: Role;
  joinedAt: Date;
}

/** The signed-in person's own membership; null for whoever does not belong to the workspace, or was blocked there. */
export const getOwnMembership = query({
  name: 'get-own-membership',
  permission: 'self:manage',
  input: z.strictObject({}),
  async run({ tx, workspace, actor }): Promise<OwnMembership | null> {
    if (actor.kind !== 'user') return null;
    const [own] = await rawQuery<OwnMembership>(
      tx,
      Prisma.sql`select m.role::text, m.created_at as "joinedAt" from member m
        where m.workspace_id = ${workspace.id}::uuid and m.user_id = ${actor.userId}::uuid and m.blocked_at is null`,
    );
    return own ?? null;
  },
});
