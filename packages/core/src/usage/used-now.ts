import { Prisma } from '@archipelago/db/generated/client';
import { usedSql } from '../entitlements/usage-of.ts';
import { type Meter, meterDefinition, meterNames } from './meters.ts';

export type UsedNow = Record<Meter, number>;

/** An SQL expression for what the workspace uses of every meter at this moment, as a JSON object by the meter's name. */
export function usedNowSql(workspaceId: string): Prisma.Sql {
  const entries = meterNames.map(
    (meter) => Prisma.sql`${meter}::text, ${usedSql[meterDefinition(meter).limit](workspaceId)}`,
  );
  return Prisma.sql`jsonb_build_object(${Prisma.join(entries)})`;
}
