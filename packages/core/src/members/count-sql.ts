import { Prisma } from '@archipelago/db/generated/client';

/** Counting stops here: a screen says "more than 1,000", and the count of a hundred thousand costs what this one does. */
export const countedAtMost = 1_000;

/** SQL for the number of rows of `rows`; 1,001 stands for more than 1,000. */
export function countSql(rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(select count(*)::int from (${rows} limit ${countedAtMost + 1}) counted)`;
}
