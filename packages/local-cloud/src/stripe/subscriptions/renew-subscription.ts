import { periodEndAfter, type Recurring } from '../catalogue/billing-period.ts';
import type { Params } from '../http/params.ts';
import { draftInvoice, finalizeInvoice } from '../invoices/create-invoice.ts';
import { periodLines, takePendingLines } from '../invoices/invoice-line.ts';
import { attemptPayment } from '../invoices/pay-invoice.ts';
import { invalidRequest } from '../stripe-error.ts';
import type { Invoice, Subscription } from '../stripe-state.ts';
import { change, emit, type World } from '../world.ts';
import { cancelNow } from './cancel-subscription.ts';
import { cardOf, findSubscription, firstItem } from './find-subscription.ts';

/** Begins the next period with a draft invoice, which the clock finalizes and charges an hour later. */
export function renew(world: World, subscription: Subscription): void {
  change(world, subscription, 'customer.subscription.updated', (renewed) => {
    startPeriod(renewed, firstItem(renewed).current_period_end);
  });
  const invoice = billPeriod(world, subscription);
  if (subscription.status !== 'unpaid') return;
  // Nothing more is collected from somebody who does not pay; the drafts show what has come together.
  invoice.auto_advance = false;
  invoice.automatically_finalizes_at = null;
}

/**
 * Ends the trial. With a card the first period begins; without one it goes as `missing_payment_method` says.
 * `at-once` charges now, because a caller asked; otherwise the draft waits its hour like any renewal.
 */
export function endTrial(world: World, subscription: Subscription, charge: 'at-once' | 'after-draft'): void {
  const missing = subscription.trial_settings?.end_behavior.missing_payment_method;
  if (!cardOf(world, subscription) && missing === 'cancel') {
    cancelNow(world, subscription, null);
    return;
  }
  if (!cardOf(world, subscription) && missing === 'pause') {
    change(world, subscription, 'customer.subscription.updated', (paused) => {
      paused.status = 'paused';
      paused.trial_end = world.now();
    });
    emit(world, 'customer.subscription.paused', subscription);
    return;
  }
  begin(world, subscription);
  const invoice = billPeriod(world, subscription);
  if (charge === 'at-once') chargeNow(world, invoice);
}

/** `POST /v1/subscriptions/:id/resume`: a paused subscription starts a new period now. */
export function resumeSubscription(world: World, id: string, params: Params): Subscription {
  const subscription = findSubscription(world, id);
  params.choice('billing_cycle_anchor', ['now']);
  params.choice('proration_behavior', ['always_invoice', 'create_prorations', 'none']);
  params.finish();
  if (subscription.status !== 'paused') {
    throw invalidRequest(`Only paused subscriptions can be resumed; this one is ${subscription.status}.`);
  }
  begin(world, subscription);
  emit(world, 'customer.subscription.resumed', subscription);
  chargeNow(world, billPeriod(world, subscription));
  return subscription;
}

/** Gives up on a first payment that nobody completed within 23 hours. */
export function expireIncomplete(world: World, subscription: Subscription): void {
  change(world, subscription, 'customer.subscription.updated', (expired) => {
    expired.status = 'incomplete_expired';
    expired.ended_at = world.now();
  });
  const invoice = world.state.invoices[subscription.latest_invoice ?? ''];
  if (invoice?.status !== 'open') return;
  invoice.status = 'void';
  invoice.status_transitions.voided_at = world.now();
  emit(world, 'invoice.voided', invoice);
}

function begin(world: World, subscription: Subscription): void {
  change(world, subscription, 'customer.subscription.updated', (active) => {
    active.status = 'active';
    active.billing_cycle_anchor = world.now();
    if (active.trial_end !== null) active.trial_end = Math.min(active.trial_end, world.now());
    startPeriod(active, world.now());
  });
}

function startPeriod(subscription: Subscription, start: number): void {
  for (const item of subscription.items.data) {
    item.current_period_start = start;
    item.current_period_end = periodEndAfter(
      start,
      subscription.billing_cycle_anchor,
      item.price.recurring as Recurring,
    );
  }
}

function billPeriod(world: World, subscription: Subscription): Invoice {
  return draftInvoice(world, subscription, 'subscription_cycle', [
    ...takePendingLines(world, subscription),
    ...periodLines(world, subscription),
  ]);
}

function chargeNow(world: World, invoice: Invoice): void {
  finalizeInvoice(world, invoice);
  attemptPayment(world, invoice);
}
