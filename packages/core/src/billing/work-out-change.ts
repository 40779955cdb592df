import type { CurrentSubscription } from './current-subscription.ts';
import { discounted } from './discount.ts';
import { pendingAmountOf } from './pending-amount.ts';
import { type ChangeTiming, timingOf } from './plan-change.ts';
import type { PlanAndInterval } from './plan-of-price.ts';
import { findPrice, unitAmountIn } from './price-id.ts';
import { type Stripe, stripe } from './stripe.ts';

export interface AmountLine {
  /** As the invoice will say it. */
  text: string;
  /** Cents; negative for what is given back. */
  amount: number;
}

/** What a change of plan costs, to the cent, as Stripe works it out. */
export interface WorkedOutChange {
  timing: ChangeTiming;
  price: Stripe.Price;
  seats: number;
  /** Unix seconds on Stripe's clock that the proration is for; null when nothing is prorated. */
  at: number | null;
  /** What the invoice of today consists of; empty when nothing is charged today. */
  lines: AmountLine[];
  /** Cents. */
  dueNow: number;
  renewal: { at: Date; amount: number };
}

/**
 * Asks Stripe what moving to another plan or interval costs. With `at`, the same as was worked out for that moment
 * earlier, unless something else changed meanwhile.
 */
export async function workOutChange(
  current: CurrentSubscription,
  to: PlanAndInterval,
  seats: number,
  at: number | null = null,
): Promise<WorkedOutChange> {
  const timing = timingOf(current.state, to);
  const price = await findPrice(to.plan, to.interval);
  const { state } = current;
  const whole = unitAmountIn(price, state.currency) * seats;
  const base = { timing, price, seats, at: null, lines: [], dueNow: 0 };
  if (timing === 'now' && state.status !== 'trialing') {
    const invoice = await previewNow(current, price, seats, at);
    const until = Math.max(...invoice.lines.data.map(({ period }) => period.end));
    const renewsAt = to.interval === state.interval ? state.currentPeriodEnd : new Date(until * 1000);
    return {
      ...base,
      at: at ?? Math.max(...invoice.lines.data.map(({ period }) => period.start)),
      lines: linesOf(invoice),
      dueNow: invoice.amount_due,
      renewal: { at: renewsAt, amount: discounted(whole, state, renewsAt) },
    };
  }
  const renewsAt = (state.status === 'trialing' && state.trialEndsAt) || state.currentPeriodEnd;
  const pending = await pendingAmountOf(current.subscription);
  return { ...base, renewal: { at: renewsAt, amount: pending + discounted(whole, state, renewsAt) } };
}

function previewNow(
  { subscription, item }: CurrentSubscription,
  price: Stripe.Price,
  seats: number,
  at: number | null,
): Promise<Stripe.Invoice> {
  return stripe().invoices.createPreview({
    subscription: subscription.id,
    subscription_details: {
      items: [{ id: item.id, price: price.id, quantity: seats }],
      proration_behavior: 'always_invoice',
      ...(at !== null && { proration_date: at }),
    },
  });
}

function linesOf(invoice: Stripe.Invoice): AmountLine[] {
  const shown = invoice.lines.data.map(({ description, amount }) => ({ text: description ?? '', amount }));
  const sum = (amounts: { amount: number }[] | null) =>
    (amounts ?? []).reduce((total, { amount }) => total + amount, 0);
  const credit = invoice.amount_due - invoice.total;
  return [
    ...shown,
    // A preview lists ten lines at most.
    { text: 'Earlier changes of seats', amount: invoice.subtotal - sum(shown) },
    { text: 'Discount', amount: -sum(invoice.total_discount_amounts) },
    { text: 'Tax', amount: sum(invoice.total_taxes) },
    { text: credit > 0 ? 'Kept as credit for later invoices' : 'Credit from before', amount: credit },
  ].filter(({ amount }, index) => amount !== 0 || index < shown.length);
}
