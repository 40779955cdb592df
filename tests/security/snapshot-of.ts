import type { OwnProduct } from '../support/own-product.ts';

/** What a transaction that begins now can see: another text as soon as one that wrote has ended. */
export async function snapshotOf({ database }: OwnProduct): Promise<string> {
  const { rows } = await database.observer.query<{ snapshot: string }>(
    'select pg_current_snapshot()::text as snapshot',
  );
  const [{ snapshot } = { snapshot: '' }] = rows;
  if (!snapshot) throw new Error('Postgres told no snapshot.');
  return snapshot;
}
