import { findRecurringPrice } from '../catalogue/prices.ts';
import { findCustomer } from '../customers/find-customer.ts';
import {
  attachDiscounts,
  type RequestedDiscount,
  readDiscounts,
  withDiscounts,
} from '../discounts/discounts.ts';
import type { Params } from '../http/params.ts';
import { draftInvoice, finalizeInvoice, newInvoice } from '../invoices/create-invoice.ts';
import { periodLines } from '../invoices/invoice-line.ts';
import { attemptPayment, charge } from '../invoices/pay-invoice.ts';
import { ownedPaymentMethod } from '../payment-methods/payment-methods.ts';
import { invalidRequest, missingParameter } from '../stripe-error.ts';
import type { Subscription } from '../stripe-state.ts';
import { emit, type World } from '../world.ts';
import { setCancelAtPeriodEnd } from './cancel-subscription.ts';
import { cardOf } from './find-subscription.ts';
import { newSubscription, type SubscriptionRequest } from './new-subscription.ts';

export const missingPaymentMethodChoices = ['cancel', 'create_invoice', 'pause'] as const;

/** `POST /v1/subscriptions`. */
export function createSubscription(world: World, params: Params): Subscription {
  const customer = findCustomer(world, params.required('customer'), 'customer');
  const items = (params.objects('items') ?? []).map((item, index) => ({
    price: findRecurringPrice(world, item.required('price'), `items[${index}][price]`).id,
    quantity: item.integer('quantity') ?? 1,
  }));
  const trialDays = params.integer('trial_period_days') ?? 0;
  const trialEnd = params.integer('trial_end') ?? (trialDays > 0 ? world.now() + trialDays * 86_400 : null);
  const endBehavior = params.object('trial_settings')?.object('end_behavior');
  const missing = endBehavior?.choice('missing_payment_method', missingPaymentMethodChoices);
  const card = params.string('default_payment_method');
  const behavior = params.choice('payment_behavior', [
    'allow_incomplete',
    'default_incomplete',
    'error_if_incomplete',
  ]);
  const cancelAtPeriodEnd = params.boolean('cancel_at_period_end') ?? false;
  const request: SubscriptionRequest = {
    customer: customer.id,
    items,
    currency: params.string('currency'),
    trialEnd,
    missingPaymentMethod: missing ?? 'create_invoice',
    defaultPaymentMethod: card
      ? ownedPaymentMethod(world, customer.id, card, 'default_payment_method')
      : null,
    metadata: params.metadata(),
    description: params.string('description') || null,
  };
  params.choice('collection_method', ['charge_automatically']);
  params.choice('proration_behavior', ['always_invoice', 'create_prorations', 'none']);
  params.boolean('off_session');
  params.object('payment_settings')?.choice('save_default_payment_method', ['off', 'on_subscription']);
  const discounts = readDiscounts(world, params, customer.id) ?? [];
  params.finish();
  if (items.length === 0) throw missingParameter('items');
  if (trialEnd !== null && trialEnd <= world.now()) {
    throw invalidRequest('Invalid timestamp: must be an integer Unix timestamp in the future.', 'trial_end');
  }

  const draft = newSubscription(world, request);
  const due = firstAmountDue(world, draft, discounts);
  if (due > 0 && behavior !== 'default_incomplete' && !cardOf(world, draft)) {
    const message =
      'This customer has no attached payment source or default payment method. Please consider adding a default payment method.';
    throw invalidRequest(message, undefined, 'resource_missing');
  }
  const refused =
    due > 0 && behavior === 'error_if_incomplete'
      ? charge(world, draft.customer, cardOf(world, draft))
      : null;
  if (refused) throw refused;
  if (cancelAtPeriodEnd) setCancelAtPeriodEnd(world, draft, true);
  return startSubscription(world, draft, { discounts, chargeNow: behavior !== 'default_incomplete' });
}

/** Stores a new subscription with its first invoice: nothing to pay in trial, else charged now unless told. */
export function startSubscription(
  world: World,
  subscription: Subscription,
  options: { discounts?: RequestedDiscount[]; checkoutSession?: string; chargeNow?: boolean } = {},
): Subscription {
  world.state.subscriptions[subscription.id] = subscription;
  attachDiscounts(world, subscription, options.discounts ?? [], options.checkoutSession);
  emit(world, 'customer.subscription.created', subscription);
  const invoice = draftInvoice(world, subscription, 'subscription_create', periodLines(world, subscription));
  finalizeInvoice(world, invoice);
  if (options.chargeNow !== false || invoice.amount_due === 0) attemptPayment(world, invoice);
  return subscription;
}

/** Cents that the first invoice of a subscription that is not stored yet would ask for. */
export function firstAmountDue(
  world: World,
  subscription: Subscription,
  discounts: RequestedDiscount[],
): number {
  const as = withDiscounts(world, subscription, discounts);
  const lines = periodLines(as.world, as.subscription);
  return newInvoice(as.world, as.subscription, 'subscription_create', lines).amount_due;
}
