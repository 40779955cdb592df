import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { blobStore } from '../files/blob-store.ts';
import type { ExportContents, RowBatch, RowSource } from './contents.ts';
import { listKeys } from './list-keys.ts';
import { exportedTables } from './tenant-tables.ts';
import { workspaceReadme } from './workspace-readme.ts';

const batchRows = 500;

interface Row {
  content: string;
  reached: unknown;
}

/** Everything a workspace has: its own row, the people who left something in it, every tenant table, every upload. */
export function workspaceContents(
  workspace: { id: string; name: string; slug: string },
  startedAt: Date,
  batchBytes: number,
): ExportContents {
  const prefix = `${workspace.id}/`;
  const tables = exportedTables.map(({ table, leftOut }) =>
    rowSource(workspace.id, table, (after) => {
      const from = after === null ? null : JSON.stringify(after);
      return Prisma.sql`select content, reached
        from app.export_rows(${table}, ${[...leftOut]}::text[], ${from}::jsonb, ${batchRows}::integer, ${batchBytes}::integer)`;
    }),
  );
  return {
    readme: workspaceReadme(workspace, startedAt),
    startedAt,
    rows: [
      rowSource(
        workspace.id,
        'workspace',
        () =>
          Prisma.sql`select to_json(w)::text as content, null as reached from workspace w where id = ${workspace.id}::uuid`,
      ),
      rowSource(workspace.id, 'people', (after) => peopleAfter(after)),
      ...tables,
    ],
    files: {
      keys: () => listKeys('uploads', prefix),
      read: async (key) => {
        const content = await blobStore('uploads').get(key, { type: 'arrayBuffer' });
        return content && new Uint8Array(content);
      },
      pathOf: (key) => `files/${key.slice(prefix.length).replaceAll('..', '_')}`,
    },
  };
}

function rowSource(workspaceId: string, name: string, sql: (after: unknown) => Prisma.Sql): RowSource {
  return {
    name,
    read: async (after): Promise<RowBatch> => {
      const rows = await withWorkspace(workspaceId, (tx) => rawQuery<Row>(tx, sql(after)));
      return {
        lines: rows.map(({ content }) => content),
        reached: rows.at(-1)?.reached ?? null,
      };
    },
  };
}

/** Whoever is a member, wrote something or invited somebody: other tables name them by their id. */
function peopleAfter(after: unknown): Prisma.Sql {
  const from = Array.isArray(after) ? String(after[0]) : null;
  return Prisma.sql`select row_to_json(u)::text as content, jsonb_build_array(u.id) as reached
    from (select id, name, email, image_url, created_at from "user"
      where ${from}::uuid is null or id > ${from}::uuid order by id limit ${batchRows}) u`;
}
