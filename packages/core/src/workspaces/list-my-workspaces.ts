import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { Role } from '../access/roles.ts';
import { query } from '../registry/query.ts';

export interface MyWorkspace {
  slug: string;
  name: string;
  tagline: string;
  accent: string | null;
  /** Below the workspace's `/files/`; null shows the island. */
  logoPath: string | null;
  role: Role;
  /** Being deleted: when it is erased for good. Only its team is told. */
  eraseAfter: Date | null;
}

const most = 200;

/** The workspaces this person belongs to: those with a dashboard for them first, then where they are a guest. */
export const listMyWorkspaces = query({
  name: 'list-my-workspaces',
  scope: 'person',
  permission: 'workspace:list',
  input: z.strictObject({}),
  async run({ tx, actor }): Promise<{ items: MyWorkspace[]; nextCursor: null }> {
    const items = await rawQuery<MyWorkspace>(
      tx,
      Prisma.sql`select w.slug, w.name, w.tagline, w.accent, w.logo_path as "logoPath", m.role::text, w.erase_after as "eraseAfter"
        from member m join workspace w on w.id = m.workspace_id
        where m.user_id = ${actor.userId}::uuid and (w.status = 'active' or m.role <> 'guest')
        order by m.role = 'guest', lower(w.name), w.id limit ${most}`,
    );
    return { items, nextCursor: null };
  },
});
