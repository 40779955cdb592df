/** What paying late leads to: nothing for this long, then a workspace that can be read and not written. */
export const graceDays = 14;

const graceMilliseconds = graceDays * 24 * 60 * 60 * 1000;

/** Stripe's statuses of a subscription that waits for money. */
export const overdueStatuses: readonly string[] = ['past_due', 'unpaid', 'incomplete'];

export interface PayableSubscription {
  /** As Stripe spells it. */
  status: string;
  overdueSince: Date | null;
  asOf: Date;
}

export type PaymentStanding =
  | { state: 'settled' }
  /** Everything works until then. */
  | { state: 'grace'; until: Date }
  /** Nothing but paying, exporting, deleting, leaving and what keeps a workspace safe. Nothing is ever deleted for it. */
  | { state: 'read-only' };

/**
 * How the workspace stands with its bills. The days of grace count from the oldest invoice that is open, so that a second
 * one does not begin them again; when Stripe itself has given up (`unpaid`), they are over. Without a subscription, and
 * with one that has ended, there is nothing to pay: that is Free.
 */
export function paymentStanding(subscription: PayableSubscription | null, now = new Date()): PaymentStanding {
  if (!subscription || !overdueStatuses.includes(subscription.status)) return { state: 'settled' };
  if (subscription.status === 'unpaid') return { state: 'read-only' };
  const until = new Date((subscription.overdueSince ?? subscription.asOf).getTime() + graceMilliseconds);
  return billingNow(subscription, now) < until ? { state: 'grace', until } : { state: 'read-only' };
}

export function isReadOnly(subscription: PayableSubscription | null, now = new Date()): boolean {
  return paymentStanding(subscription, now).state === 'read-only';
}

/** Now, or the moment up to which Stripe has told us: a test clock of Stripe's runs ahead. */
export function billingNow({ asOf }: { asOf: Date }, now = new Date()): Date {
  return asOf > now ? asOf : now;
}
