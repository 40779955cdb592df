import {
  amountOf,
  type Currency,
  type Entitlements,
  entitlements,
  type Plan,
  planDescriptions,
  plans,
} from './catalogue.ts';

export interface ComparedPlan {
  plan: Plan;
  name: string;
  summary: string;
  recommended: boolean;
  trialDays: number;
  /** Cents of the currency asked for, per seat; 0 for Free. `perYear` is for the whole year. */
  perMonth: number;
  perYear: number;
  entitlements: Entitlements;
  isCurrent: boolean;
}

/** Every plan side by side, from the smallest to the largest. */
export function planComparison(current: Plan | null, currency: Currency): ComparedPlan[] {
  return plans.map((plan) => ({
    plan,
    ...planDescriptions[plan],
    perMonth: plan === 'free' ? 0 : amountOf(plan, 'month', currency),
    perYear: plan === 'free' ? 0 : amountOf(plan, 'year', currency),
    entitlements: entitlements[plan],
    isCurrent: plan === current,
  }));
}
