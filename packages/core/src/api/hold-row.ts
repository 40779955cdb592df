import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { ApiRoute } from './api-route.ts';
import { noSuchThing } from './read-input.ts';

const tables: Record<NonNullable<ApiRoute['row']>, Prisma.Sql> = {
  post: Prisma.sql`post`,
  comment: Prisma.sql`comment`,
  member: Prisma.sql`member`,
  invitation: Prisma.sql`invitation`,
};

/** Keeps a row as it is until the transaction ends; NOT_FOUND when there is none. */
export async function holdRow(
  tx: Transaction,
  row: NonNullable<ApiRoute['row']>,
  workspaceId: string,
  id: string,
): Promise<void> {
  const rows = await rawQuery(
    tx,
    Prisma.sql`select 1 from ${tables[row]} where workspace_id = ${workspaceId}::uuid and id = ${id}::uuid
      for no key update`,
  );
  if (rows.length === 0) throw noSuchThing();
}
