import { type Meter, meterNames } from '@archipelago/core/usage/meters';
import { type UsagePeriod, usagePeriods } from '@archipelago/core/usage/usage-range';

export interface AskedUsage {
  meter: Meter;
  period: UsagePeriod;
  month: string | undefined;
  day: string | undefined;
}

/** What the usage page's address asks for; what is not known is ignored. */
export function askedUsage(asked: URLSearchParams): AskedUsage {
  const month = asked.get('month') ?? '';
  const day = asked.get('day') ?? '';
  return {
    meter: meterNames.find((meter) => meter === asked.get('meter')) ?? 'apiRequests',
    period: usagePeriods.find((period) => period === asked.get('period')) ?? 'month',
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined,
    day: /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined,
  };
}
