import { plans } from './catalogue.ts';
import type { PlanAndInterval } from './plan-of-price.ts';

/** `now`: paid for at once. `at-renewal`: begins when what was paid for ends. `none`: it is so already. */
export type ChangeTiming = 'none' | 'now' | 'at-renewal';

/**
 * When a change of plan takes effect. A smaller plan or a shorter interval waits for the renewal, so that nobody loses
 * what they paid for; everything else begins now. In a trial nothing was paid for, and every change begins now.
 */
export function timingOf(from: PlanAndInterval & { status: string }, to: PlanAndInterval): ChangeTiming {
  if (from.plan === to.plan && from.interval === to.interval) return 'none';
  if (from.status === 'trialing') return 'now';
  const isSmaller = plans.indexOf(to.plan) < plans.indexOf(from.plan);
  const isShorter = from.interval === 'year' && to.interval === 'month';
  return isSmaller || isShorter ? 'at-renewal' : 'now';
}
