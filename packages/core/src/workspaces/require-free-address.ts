import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { AppError } from '../errors/app-error.ts';
import { freeSlugs } from './free-slugs.ts';
import { isReservedAddress } from './is-reserved-address.ts';

export const takenMessage = 'Another workspace has this address.';

/**
 * Throws CONFLICT, with free addresses, when another workspace has this one or had it before: links to it lead there for
 * good. The database refuses it too, if somebody is faster after this was asked.
 *
 * @param field of the input, for what is said about it.
 */
export async function requireFreeAddress(
  tx: Transaction,
  slug: string,
  field: string,
  ownWorkspaceId?: string,
): Promise<void> {
  if (!(await isTakenAddress(tx, slug, ownWorkspaceId))) return;
  throw new AppError(
    'CONFLICT',
    `Somebody has just taken “${slug}”, or had it already. Choose another address.`,
    { reason: 'address-taken', fields: { [field]: takenMessage }, suggestions: await freeSlugs(tx, slug) },
  );
}

/** Whether another workspace has this address, had it before, or had it until it was erased within the last year. */
export async function isTakenAddress(
  tx: Transaction,
  slug: string,
  ownWorkspaceId?: string,
): Promise<boolean> {
  const holder = await holderOf(tx, slug);
  return holder ? holder !== ownWorkspaceId : isReservedAddress(tx, slug);
}

/** The id of the workspace that has this address or had it before, or null. */
export async function holderOf(tx: Transaction, slug: string): Promise<string | null> {
  const [row] = await rawQuery<{ holder: string | null }>(
    tx,
    Prisma.sql`select app.holder_of(${slug}) as holder`,
  );
  return row?.holder ?? null;
}
