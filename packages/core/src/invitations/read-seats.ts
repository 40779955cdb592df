import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { teamSql, usedSql } from '../entitlements/usage-of.ts';
import { query } from '../registry/query.ts';

export interface Seats {
  /** By the team and by open invitations. */
  used: number;
  team: number;
}

/** The seats that are taken, for whoever is about to fill another; the limit is in the context. */
export const readSeats = query({
  name: 'read-seats',
  permission: 'members:invite',
  input: z.strictObject({}),
  async run({ tx, workspace }): Promise<Seats> {
    const [seats] = await rawQuery<Seats>(
      tx,
      Prisma.sql`select ${usedSql.seats(workspace.id)} as used, ${teamSql(workspace.id)} as team`,
    );
    return seats ?? { used: 0, team: 0 };
  },
});
