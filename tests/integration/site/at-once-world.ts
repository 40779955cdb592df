import type { WorkspaceContext } from '@archipelago/core/context/context';
import { contextFor, type MadeUser, type MadeWorkspace, makeMember } from '../../support/factories.ts';
import type { OwnProduct } from '../../support/own-product.ts';

/** So many guests, each from a network of their own, since one network is limited. */
export function peopleOf(
  acme: MadeWorkspace,
  count: number,
): Promise<(WorkspaceContext & { who: MadeUser })[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const who = await makeMember(acme, 'guest');
      const ctx = await contextFor(who, acme);
      return { ...ctx, who, request: { ...ctx.request, ip: `10.${n}.0.1` } };
    }),
  );
}

/** Passes over what is numbered in an order that has neighbours far apart. */
export function mixed<Thing>(things: readonly Thing[]): Thing[] {
  const step = [101, 103, 107].find((prime) => things.length % prime !== 0) ?? 1;
  return things.map((_, n) => things[(n * step) % things.length] as Thing);
}

/**
 * Runs them, `width` at a time, and looks all the while: answers the most connections that had a transaction open at one
 * moment, and throws when `look` does.
 */
export async function allAtOnce(
  product: OwnProduct,
  tasks: readonly (() => Promise<unknown>)[],
  { width, look }: { width: number; look: () => Promise<void> },
): Promise<number> {
  let most = 0;
  let watching = true;
  const watch = async () => {
    while (watching) {
      const { rows } = await product.database.observer.query<{ open: number }>(
        `select count(*)::int as open from pg_stat_activity
          where usename = 'archipelago_app' and datname = current_database() and xact_start is not null`,
      );
      most = Math.max(most, rows[0]?.open ?? 0);
      await look();
    }
  };
  const watched = watch();
  const left = [...tasks];
  const work = async () => {
    for (let task = left.shift(); task; task = left.shift()) await task();
  };
  await Promise.all(Array.from({ length: width }, work)).finally(() => {
    watching = false;
    return watched;
  });
  return most;
}
