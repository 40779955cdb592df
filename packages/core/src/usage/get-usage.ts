import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { timestamp } from '../api/wire-types.ts';
import { query } from '../registry/query.ts';
import { meterNames, meters } from './meters.ts';
import { monthOf } from './month-of.ts';
import { type UsedNow, usedNowSql } from './used-now.ts';

const usageResource = z
  .object({
    periodStart: timestamp.describe('Of what is counted by the month, in UTC.'),
    periodEnd: timestamp,
    meters: z.array(
      z.object({
        meter: z.enum(meterNames),
        used: z.int(),
        limit: z.int().describe('What the plan includes.'),
        isMonthly: z.boolean().describe('Starts again at `periodEnd`.'),
      }),
    ),
  })
  .meta({ id: 'Usage' });

/** What the workspace uses of what its plan includes, in one statement. */
export const getUsage = query({
  name: 'get-usage',
  permission: 'usage:read',
  api: {
    method: 'GET',
    path: '/usage',
    group: 'Usage',
    summary: 'Read usage',
    description: 'What the workspace uses, beside what its plan includes.',
    output: usageResource,
  },
  input: z.strictObject({}),
  async run({ tx, workspace, entitlements }): Promise<z.output<typeof usageResource>> {
    const { start, end } = monthOf(new Date());
    const [row] = await rawQuery<{ used: UsedNow }>(
      tx,
      Prisma.sql`select ${usedNowSql(workspace.id)} as used`,
    );
    if (!row) throw new Error('The usage statement returned no row.');
    return {
      periodStart: start,
      periodEnd: end,
      meters: meterNames.map((meter) => ({
        meter,
        used: row.used[meter],
        limit: entitlements[meters[meter].limit],
        isMonthly: meters[meter].isMonthly,
      })),
    };
  },
});
