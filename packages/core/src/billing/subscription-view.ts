import type { Currency, Plan } from './catalogue.ts';

/** The workspace's subscription as the interface needs it; from our own database only. */
export interface SubscriptionView {
  plan: Plan;
  interval: 'month' | 'year';
  /** What it is paid in, for as long as it lasts. */
  currency: Currency;
  /** As Stripe spells it: `trialing`, `active`, `past_due`… */
  status: string;
  seats: number;
  trialEndsAt: Date | null;
  currentPeriodEnd: Date;
  /** When it ends, if it has been cancelled. */
  cancelAt: Date | null;
  /** For people, e.g. `Visa ending in 4242`. */
  paymentMethod: string | null;
  /** While it waits for money: since when. `payment-standing.ts` says what follows. */
  overdueSince: Date | null;
  /** The latest moment that Stripe has told us of. */
  asOf: Date;
}
