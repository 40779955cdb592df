import { Prisma } from '@archipelago/db/generated/client';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';

/** A page of a list: hand `nextCursor` back to get the next one; null means this is the last. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export const pageSize = 50;

/** The input field of every list. */
export const cursorInput = z
  .string()
  .max(200, 'This page link is not complete. Start again from the first page.')
  .optional();

export const largestPage = 100;

/** The input field of a list that callers of the API may make longer or shorter. */
export const limitInput = z
  .int('Give a whole number.')
  .min(1, 'A page has at least one entry.')
  .max(largestPage, `A page has at most ${largestPage} entries.`)
  .default(pageSize)
  .describe(`How many entries a page has, ${largestPage} at most.`);

// Postgres knows no year 0.
const position = z.tuple([z.iso.datetime({ precision: 6 }).regex(/^(?!0000)/), z.uuid()]);

/**
 * SQL for the column that goes into the cursor: time in full precision, since a JavaScript date drops the microseconds
 * and would skip rows. Select it as `cursor_at`.
 */
export function cursorTime(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** SQL condition for the rows after the cursor, newest first; true for the first page. */
export function afterCursor(time: Prisma.Sql, id: Prisma.Sql, cursor: string | undefined): Prisma.Sql {
  if (!cursor) return Prisma.sql`true`;
  const [at, lastId] = readCursor(cursor);
  return Prisma.sql`(${time}, ${id}) < (${at}::timestamptz, ${lastId}::uuid)`;
}

/** SQL condition for the rows before the cursor, for going back; ask for them oldest first. */
export function beforeCursor(time: Prisma.Sql, id: Prisma.Sql, cursor: string): Prisma.Sql {
  const [at, firstId] = readCursor(cursor);
  return Prisma.sql`(${time}, ${id}) > (${at}::timestamptz, ${firstId}::uuid)`;
}

/** Makes a page of the rows of a query that asked for one more than the page shows. */
export function pageOf<Row extends { cursor_at: string; id: string }, Item>(
  rows: Row[],
  toItem: (row: Row) => Item,
  size = pageSize,
): Page<Item> {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > size && last ? writeCursor(last.cursor_at, last.id) : null,
  };
}

/** @param at of a row's `cursorTime`. */
export function writeCursor(at: string, id: string): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

function readCursor(cursor: string): z.output<typeof position> {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw new AppError('BAD_REQUEST', 'This page link is damaged. Start again from the first page.', {
      cause,
    });
  }
}
