import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { timestamp } from '../api/wire-types.ts';
import { query } from '../registry/query.ts';
import { meterNames, meterStoredAs } from './meters.ts';
import { startAsked, usagePeriodFields } from './usage-input.ts';
import { dayName, usageRange } from './usage-range.ts';

const usageDays = z
  .object({
    periodStart: timestamp,
    periodEnd: timestamp,
    days: z.array(
      z.object({
        day: z.iso.date().describe('In UTC.'),
        meter: z.enum(meterNames),
        used: z
          .int()
          .describe(
            'On that day, of what is counted by the month; else what there was at its end, or is now.',
          ),
      }),
    ),
  })
  .meta({ id: 'UsageDays' });

export type UsageDays = z.output<typeof usageDays>;

/** What was used day by day, of every meter, the oldest day first. A day on which nothing was counted is left out. */
export const listUsageDays = query({
  name: 'list-usage-days',
  permission: 'usage:read',
  api: {
    method: 'GET',
    path: '/usage/days',
    group: 'Usage',
    summary: 'Read usage by the day',
    description: 'Every meter, the oldest day first. A day on which nothing was counted is left out.',
    output: usageDays,
  },
  input: z.strictObject(usagePeriodFields),
  async run({ tx, workspace }, asked): Promise<UsageDays> {
    const { start, end } = usageRange(asked.period, startAsked(asked), new Date());
    const rows = await rawQuery<{ day: string; stored: string; used: number }>(
      tx,
      Prisma.sql`select day::text as day, meter as stored, sum(used)::float8 as used from usage_day
        where workspace_id = ${workspace.id}::uuid and day >= ${dayName(start)}::date and day < ${dayName(end)}::date
        group by day, meter order by day, meter`,
    );
    const days = rows.flatMap(({ day, stored, used }) => {
      const meter = meterStoredAs(stored);
      return meter ? [{ day, meter, used }] : [];
    });
    return { periodStart: start, periodEnd: end, days };
  },
});
