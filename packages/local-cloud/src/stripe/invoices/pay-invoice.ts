import { takeAskedDecline } from '../conditions/asked-decline.ts';
import type { Params } from '../http/params.ts';
import { ownedPaymentMethod } from '../payment-methods/payment-methods.ts';
import { declineOf } from '../payment-methods/test-cards.ts';
import { cardError, invalidRequest, noSuch, type StripeError } from '../stripe-error.ts';
import type { Invoice, Subscription } from '../stripe-state.ts';
import { cancelNow } from '../subscriptions/cancel-subscription.ts';
import { cardOf } from '../subscriptions/find-subscription.ts';
import { change, emit, type World } from '../world.ts';
import { finalizeInvoice } from './create-invoice.ts';

/** Days until the next try after the first, second and third failure; the fourth is the last. */
const retryDays = [3, 5, 7];

/** `POST /v1/invoices/:id/pay`. Throws the card error, after recording the failed attempt. */
export function payInvoice(world: World, id: string, params: Params): Invoice {
  const invoice = findInvoice(world, id);
  const method = params.string('payment_method');
  const card = method ? ownedPaymentMethod(world, invoice.customer, method, 'payment_method') : undefined;
  params.boolean('off_session');
  params.finish();
  if (invoice.status === 'draft') finalizeInvoice(world, invoice);
  if (invoice.status !== 'open') {
    throw invalidRequest(
      invoice.status === 'paid' ? 'Invoice is already paid' : 'This invoice can no longer be paid.',
    );
  }
  const failure = attemptPayment(world, invoice, card);
  if (failure) throw failure;
  return invoice;
}

export function findInvoice(world: World, id: string): Invoice {
  const invoice = world.state.invoices[id];
  if (!invoice) throw noSuch('invoice', id);
  return invoice;
}

/**
 * Charges an open invoice, and moves its subscription on: active when paid, past due when not, and after the fourth
 * failure what the account is set to, canceled unless told. Returns the card error instead of throwing, because on a renewal nobody waits for it.
 */
export function attemptPayment(world: World, invoice: Invoice, card?: string): StripeError | null {
  const subscriptionId = invoice.parent?.subscription_details?.subscription;
  const subscription = world.state.subscriptions[String(subscriptionId)];
  const failure =
    invoice.amount_due === 0
      ? null
      : charge(world, invoice.customer, card ?? (subscription ? cardOf(world, subscription) : null));
  invoice.attempted = true;
  if (invoice.amount_due > 0) invoice.attempt_count += 1;
  if (failure) recordFailure(world, invoice, subscription, failure);
  else recordPayment(world, invoice, subscription);
  return failure;
}

/** Why a charge of this card fails; null when it passes. Uses up the one decline that was asked for in the console. */
export function charge(world: World, customer: string, card: string | null): StripeError | null {
  const asked = takeAskedDecline(world.state, customer);
  if (asked) return asked;
  if (!card) return cardError('missing', 'This customer has no attached payment method.');
  const behaviour = world.state.cardBehaviour[card] ?? 'ok';
  if (behaviour !== 'authenticate') return declineOf(behaviour);
  const message = 'Your card was declined. This transaction requires authentication.';
  return cardError('authentication_required', message, 'authentication_required');
}

function recordPayment(world: World, invoice: Invoice, subscription: Subscription | undefined): void {
  invoice.status = 'paid';
  invoice.amount_paid = invoice.amount_due;
  invoice.amount_remaining = 0;
  invoice.next_payment_attempt = null;
  invoice.status_transitions.paid_at = world.now();
  emit(world, 'invoice.paid', invoice);
  emit(world, 'invoice.payment_succeeded', invoice);
  const recovers = subscription && ['incomplete', 'past_due', 'unpaid'].includes(subscription.status);
  if (recovers) setStatus(world, subscription, 'active');
  setDelinquent(world, invoice.customer, false);
}

function recordFailure(
  world: World,
  invoice: Invoice,
  subscription: Subscription | undefined,
  failure: StripeError,
): void {
  const isFirstInvoice = invoice.billing_reason === 'subscription_create';
  const wait = isFirstInvoice ? undefined : retryDays[invoice.attempt_count - 1];
  invoice.next_payment_attempt = wait === undefined ? null : world.now() + wait * 86_400;
  if (failure.body.code === 'authentication_required')
    emit(world, 'invoice.payment_action_required', invoice);
  emit(world, 'invoice.payment_failed', invoice);
  if (isFirstInvoice || !subscription || subscription.ended_at !== null) return;
  setDelinquent(world, invoice.customer, true);
  const end = wait === undefined ? world.state.conditions.afterLastFailure : 'past_due';
  if (end === 'cancel') cancelNow(world, subscription, 'payment_failed');
  else setStatus(world, subscription, end);
}

function setStatus(world: World, subscription: Subscription, status: string): void {
  change(world, subscription, 'customer.subscription.updated', (changed) => {
    changed.status = status;
  });
}

function setDelinquent(world: World, customerId: string, delinquent: boolean): void {
  const customer = world.state.customers[customerId];
  if (!customer) return;
  change(world, customer, 'customer.updated', (owner) => {
    owner.delinquent = delinquent;
  });
}
