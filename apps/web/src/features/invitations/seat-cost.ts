import { amountOf, type Currency, planDescriptions } from '@archipelago/core/billing/catalogue';
import { planOf } from '@archipelago/core/billing/entitlements-of';
import type { SubscriptionView } from '@archipelago/core/billing/subscription-view';
import { formatMoney } from '../billing/format-money.ts';

export interface SeatCost {
  /** Of one more person on the team; null when it costs nothing. */
  price: { cents: number; currency: string; per: 'month' | 'year' } | null;
  text: string;
}

/**
 * What another person on the team costs. Only who has joined is billed; an open invitation is free.
 *
 * @param begins the currency that a plan would be bought in while there is none.
 */
export function seatCost(subscription: SubscriptionView | null, begins: Currency): SeatCost {
  const plan = planOf(subscription);
  if (!subscription || plan === 'free') {
    const each = formatMoney(amountOf('pro', 'month', begins), begins);
    return {
      price: null,
      text: `Seats are free on the Free plan. Pro has more of them, for ${each} a month each.`,
    };
  }
  const { interval, status, currency } = subscription;
  const cents = amountOf(plan, interval, currency);
  const each = `${formatMoney(cents, currency)} a ${interval}, without tax`;
  if (status === 'trialing') {
    return {
      price: null,
      text: `Seats cost nothing while you try ${planDescriptions[plan].name}. If you stay, each person on the team costs ${each}.`,
    };
  }
  return {
    price: { cents, currency, per: interval },
    text: `Each person costs ${each}, from the day they accept. An open invitation costs nothing.`,
  };
}
