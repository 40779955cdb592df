import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { timestamp } from '../api/wire-types.ts';
import { usedSql } from '../entitlements/usage-of.ts';
import { query } from '../registry/query.ts';
import { monthOf } from './month-of.ts';

const meters = ['seats', 'posts', 'storageBytes', 'apiKeys', 'apiRequests'] as const;

const usageResource = z
  .object({
    periodStart: timestamp.describe('Of what is counted by the month, in UTC.'),
    periodEnd: timestamp,
    meters: z.array(
      z.object({
        meter: z.enum(meters),
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
    const [used] = await rawQuery<Record<(typeof meters)[number], number>>(
      tx,
      Prisma.sql`select ${usedSql.seats(workspace.id)} as seats, ${usedSql.posts(workspace.id)} as posts,
        ${usedSql.storageBytes(workspace.id)} as "storageBytes", ${usedSql.apiKeys(workspace.id)} as "apiKeys",
        coalesce((select used from usage_counter where workspace_id = ${workspace.id}::uuid
          and meter = 'api-requests' and period = ${start}::date), 0)::float8 as "apiRequests"`,
    );
    if (!used) throw new Error('The usage statement returned no row.');
    const limits = { ...entitlements, apiRequests: entitlements.apiRequestsPerMonth };
    return {
      periodStart: start,
      periodEnd: end,
      meters: meters.map((meter) => ({
        meter,
        used: used[meter],
        limit: limits[meter],
        isMonthly: meter === 'apiRequests',
      })),
    };
  },
});
