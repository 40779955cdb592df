import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { deletedPerson } from './deleted-person.ts';
import type { ErasedPerson } from './erase-from-workspace.ts';
import { type PersonTable, personColumns } from './person-tables.ts';

const batchRows = 1_000;

/** Deletes the person's rows in a workspace, or leaves them to nobody, as `person-tables.ts` says. */
export async function erasePersonRows(workspaceId: string, person: ErasedPerson): Promise<void> {
  for (const table of personColumns) {
    const fate =
      table.erasure === 'chosen' ? (person.content === 'keep' ? 'anonymised' : 'deleted') : table.erasure;
    if (fate === 'deleted' || fate === 'anonymised') await inBatches(workspaceId, person.userId, table, fate);
  }
}

/** Each batch in a transaction of its own. Names come from the list, never from outside. */
async function inBatches(
  workspaceId: string,
  userId: string,
  { table, column, key }: PersonTable,
  fate: 'deleted' | 'anonymised',
): Promise<void> {
  const [from, owner, id] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`), Prisma.raw(`"${key}"`)];
  const change =
    fate === 'deleted'
      ? Prisma.sql`delete from ${from}`
      : Prisma.sql`update ${from} set ${owner} = ${deletedPerson.userId}::uuid`;
  const mine = Prisma.sql`workspace_id = ${workspaceId}::uuid and ${owner} = ${userId}::uuid`;
  for (;;) {
    const rows = await withWorkspace(workspaceId, (tx) =>
      rawQuery(
        tx,
        Prisma.sql`${change} where ${mine} and ${id} in (select ${id} from ${from} where ${mine} limit ${batchRows})
          returning 1`,
      ),
    );
    if (rows.length < batchRows) return;
  }
}
