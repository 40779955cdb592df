import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withStripeCustomer } from '@archipelago/db/with-stripe-customer';
import { log } from '../log/log.ts';

/** Why a delivery was refused before it was looked at: not signed by us, of the other mode, or too large. */
export type Refusal = 'signature' | 'mode' | 'size';

const everyMilliseconds = 60_000;

const tally = new Map<Refusal, number>();
let writtenAt = Number.NEGATIVE_INFINITY;

/**
 * Counts a refused delivery for the operators. Anybody may send one, so that the first is written at once and those of
 * the next minute together: a flood costs one statement a minute. What an instance had not yet written when it ended is
 * not counted. Never throws.
 */
export async function countRefusal(reason: Refusal, now = Date.now()): Promise<void> {
  tally.set(reason, (tally.get(reason) ?? 0) + 1);
  if (now - writtenAt < everyMilliseconds) return;
  writtenAt = now;
  const counted = [...tally];
  tally.clear();
  try {
    await write(counted, new Date(now));
  } catch (error) {
    for (const [name, count] of counted) tally.set(name, (tally.get(name) ?? 0) + count);
    log.warn('billing.refusals_not_counted', { error });
  }
}

async function write(counted: [Refusal, number][], now: Date): Promise<void> {
  const rows = counted.map(
    ([reason, count]) =>
      Prisma.sql`((${now}::timestamptz at time zone 'UTC')::date, ${reason}, ${count}, ${now})`,
  );
  await withStripeCustomer('none', (tx) =>
    rawQuery(
      tx,
      Prisma.sql`insert into refused_delivery as r (day, reason, count, last_at) values ${Prisma.join(rows)}
        on conflict (day, reason) do update
        set count = r.count + excluded.count, last_at = greatest(r.last_at, excluded.last_at)`,
    ),
  );
}
