import type { Prisma } from './generated/client.ts';
import type { Transaction } from './with-workspace.ts';

/**
 * The one door for SQL that Prisma's own queries cannot say. Values are parameters (`Prisma.sql`), never text, and
 * the transaction's scope holds for it like for every other query. For a statement without rows, the result is empty.
 */
export function rawQuery<Row>(tx: Transaction, sql: Prisma.Sql): Promise<Row[]> {
  return tx.$queryRaw<Row[]>(sql);
}
