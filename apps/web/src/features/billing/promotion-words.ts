import type { PromotionPreview } from '@archipelago/core/billing/preview-promotion-code';
import { formatMoney } from './format-money.ts';

/** `25 % off for 3 months` */
export function promotionWords(
  { percentOff, amountOff, duration, months }: PromotionPreview['offer'],
  currency: string,
): string {
  const off = percentOff === null ? formatMoney(amountOff ?? 0, currency) : `${percentOff} %`;
  if (duration === 'once') return `${off} off the next invoice`;
  if (duration === 'repeating' && months)
    return `${off} off for ${months === 1 ? '1 month' : `${months} months`}`;
  return `${off} off for as long as you keep the plan`;
}
