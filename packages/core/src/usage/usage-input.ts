import { z } from 'zod';
import { usagePeriods } from './usage-range.ts';

/** Which stretch of time is asked for, in an address. */
export const usagePeriodFields = {
  period: z
    .enum(usagePeriods, 'Choose week, month or year.')
    .default('month')
    .describe('The last seven days, a calendar month, or the last twelve months.'),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Write the month as 2026-11.')
    .optional()
    .describe('Of the period `month`: which, as `2026-11`. The present one unless given.'),
};
