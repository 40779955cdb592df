import { z } from 'zod';
import { type UsagePeriod, usagePeriods } from './usage-range.ts';

/** The day or the month that is asked for, whichever the period has. */
export function startAsked(asked: { period: UsagePeriod; month?: string; day?: string }): string | undefined {
  return asked.period === 'day' ? asked.day : asked.month;
}

/** Which stretch of time is asked for, in an address. */
export const usagePeriodFields = {
  period: z
    .enum(usagePeriods, 'Choose day, week, month or year.')
    .default('month')
    .describe('One day, the last seven days, a calendar month, or the last twelve months.'),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Write the month as 2026-11.')
    .optional()
    .describe('Of the period `month`: which, as `2026-11`. The present one unless given.'),
  day: z.iso
    .date('Write the day as 2026-11-21.')
    .optional()
    .describe('Of the period `day`: which, as `2026-11-21`, at most a week back. Today unless given.'),
};
