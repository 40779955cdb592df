import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { query } from '../registry/query.ts';
import { exportSignature } from './export-link.ts';

export interface ExportItem {
  id: string;
  state: 'waiting' | 'running' | 'ready' | 'failed' | 'expired';
  requestedAt: Date;
  /** Null when that person has left the workspace. */
  requestedBy: string | null;
  expiresAt: Date | null;
  rows: number;
  files: number;
  /** Bytes of each ZIP file. */
  volumes: number[];
  /** What the links to them carry. */
  signature: string;
}

const most = 10;

/** The latest exports, newest first. A finished one that is past its date counts as expired at once. */
export const listExports = query({
  name: 'list-exports',
  permission: 'workspace:export',
  input: z.strictObject({}),
  async run({ tx, workspace }): Promise<{ items: ExportItem[] }> {
    const items = await rawQuery<Omit<ExportItem, 'signature'>>(
      tx,
      Prisma.sql`select e.id, case when e.state = 'ready' and e.expires_at <= now() then 'expired' else e.state::text end as state,
          e.created_at as "requestedAt", coalesce(nullif(u.name, ''), u.email) as "requestedBy",
          e.expires_at as "expiresAt", e.rows, e.files,
          (select coalesce(json_agg(v->'bytes' order by n), '[]') from jsonb_array_elements(e.volumes) with ordinality as x (v, n))
            as volumes
        from data_export e left join "user" u on u.id = e.requested_by_user_id
        where e.workspace_id = ${workspace.id}::uuid
        order by e.created_at desc, e.id desc limit ${most}`,
    );
    return { items: items.map((item) => ({ ...item, signature: exportSignature(workspace.id, item.id) })) };
  },
});
