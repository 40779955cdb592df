import { periodEndAfter, type Recurring } from '../catalogue/billing-period.ts';
import { findCustomer } from '../customers/customers.ts';
import type { Params } from '../http/params.ts';
import { missingParameter } from '../stripe-error.ts';
import type { Invoice, InvoiceLine, Subscription } from '../stripe-state.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { planOf } from '../subscriptions/new-subscription.ts';
import { type ItemChange, prorationLines, readItemChanges } from '../subscriptions/update-subscription.ts';
import type { World } from '../world.ts';
import { newInvoice } from './create-invoice.ts';
import { periodLines } from './invoice-line.ts';

/**
 * `POST /v1/invoices/create_preview` for a subscription: what a change would be billed, or without one the next
 * invoice. Changes nothing.
 */
export function previewInvoice(world: World, params: Params): Invoice {
  const id = params.string('subscription');
  const customer = params.string('customer');
  if (customer) findCustomer(world, customer, 'customer');
  if (!id) throw missingParameter('subscription');
  const subscription = findSubscription(world, id, 'subscription');
  const details = params.object('subscription_details');
  const changes = details ? readItemChanges(world, subscription, details) : [];
  const behavior = details?.choice('proration_behavior', ['always_invoice', 'create_prorations', 'none']);
  const at = details?.integer('proration_date') ?? world.now();
  params.finish();
  const prorations = behavior === 'none' ? [] : prorationLines(world, subscription, changes, at);
  const isBilledNow = behavior === 'always_invoice' || prorations.some((line) => isWholePeriod(line));
  const reason = changes.length > 0 && isBilledNow ? 'subscription_update' : 'upcoming';
  const lines =
    reason === 'upcoming' ? [...prorations, ...nextPeriodLines(world, subscription, changes)] : prorations;
  const preview = newInvoice(world, subscription, reason, lines);
  return { ...preview, id: `upcoming_${preview.id}`, auto_advance: false };
}

function nextPeriodLines(world: World, subscription: Subscription, changes: ItemChange[]): InvoiceLine[] {
  const next = structuredClone({ ...subscription, status: 'active' });
  for (const { item, price, quantity } of changes) {
    const changed = next.items.data.find((candidate) => candidate.id === item.id);
    if (changed) Object.assign(changed, { price, plan: planOf(price), quantity });
  }
  for (const item of next.items.data) {
    item.current_period_start = item.current_period_end;
    const recurring = item.price.recurring as Recurring;
    item.current_period_end = periodEndAfter(item.current_period_start, next.billing_cycle_anchor, recurring);
  }
  const pending = world.state.pendingLines.filter((line) => line.subscription === subscription.id);
  return [...pending.map((line) => structuredClone(line.line)), ...periodLines(world, next)];
}

function isWholePeriod(line: InvoiceLine): boolean {
  return line.amount > 0 && line.parent?.subscription_item_details?.proration === false;
}
