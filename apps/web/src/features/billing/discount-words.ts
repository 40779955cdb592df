import type { Billing } from '@archipelago/core/billing/get-billing';
import { type Clock, formatDay } from '../time/format-time.ts';
import { formatMoney } from './format-money.ts';

/** `LAUNCH25: 25 % off until 21 March 2027` */
export function discountWords(
  discount: NonNullable<Billing['discount']>,
  currency: string,
  clock: Clock,
): string {
  const { name, percentOff, amountOff, endsAt } = discount;
  const off = percentOff === null ? formatMoney(amountOff ?? 0, currency) : `${percentOff} %`;
  return `${name}: ${off} off${endsAt ? ` until ${formatDay(endsAt, clock)}` : ''}`;
}
