import { type Entitlements, entitlements, type Plan, planDescriptions, plans, priceOf } from './catalogue.ts';

export interface ComparedPlan {
  plan: Plan;
  name: string;
  summary: string;
  recommended: boolean;
  trialDays: number;
  /** Cents per seat; 0 for Free. `perYear` is for the whole year. */
  perMonth: number;
  perYear: number;
  entitlements: Entitlements;
  isCurrent: boolean;
}

/** Every plan side by side, from the smallest to the largest. */
export function planComparison(current: Plan | null): ComparedPlan[] {
  return plans.map((plan) => ({
    plan,
    ...planDescriptions[plan],
    perMonth: plan === 'free' ? 0 : priceOf(plan, 'month').unitAmount,
    perYear: plan === 'free' ? 0 : priceOf(plan, 'year').unitAmount,
    entitlements: entitlements[plan],
    isCurrent: plan === current,
  }));
}
