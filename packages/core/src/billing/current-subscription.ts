import { AppError } from '../errors/app-error.ts';
import { log } from '../log/log.ts';
import { askingStripe, maybeChanged } from './asking-stripe.ts';
import { planDescriptions } from './catalogue.ts';
import { type Lease, leaseForChange } from './customer-lease.ts';
import { findCustomer } from './ensure-customer.ts';
import { isOver, readCustomerState, type SubscriptionState } from './read-customer-state.ts';
import type { Stripe } from './stripe.ts';
import { syncChanged } from './sync-customer.ts';

/** The subscription that decides the plan, as Stripe has it now. */
export interface CurrentSubscription {
  state: SubscriptionState;
  subscription: Stripe.Subscription;
  item: Stripe.SubscriptionItem;
}

/** Throws CONFLICT when there is none that could be changed. */
export async function currentSubscription(stripeCustomerId: string): Promise<CurrentSubscription> {
  const { subscription: state, deciding } = await readCustomerState(stripeCustomerId);
  const item = deciding?.items.data[0];
  if (!state || !deciding || !item || isOver(state)) throw nothingToChange();
  return { state, subscription: deciding, item };
}

/** Throws CONFLICT when the workspace never had anything to do with billing. */
export async function customerToChange(workspaceId: string): Promise<string> {
  const stripeCustomerId = await findCustomer(workspaceId);
  if (!stripeCustomerId) throw nothingToChange();
  return stripeCustomerId;
}

/**
 * Changes a workspace's subscription while nobody else does: not another person, not the worker. What `change` is given
 * was read after everybody before it had finished. Whatever becomes of it, our copy is brought up to date afterwards, so
 * that the next page shows what is true.
 */
export async function changingSubscription<Result>(
  workspaceId: string,
  change: (current: CurrentSubscription, lease: Lease) => Promise<Result>,
): Promise<Result> {
  const stripeCustomerId = await customerToChange(workspaceId);
  const lease = await leaseForChange(stripeCustomerId);
  try {
    return await askingStripe(
      async () => change(await currentSubscription(stripeCustomerId), lease),
      maybeChanged,
    );
  } finally {
    await syncChanged(lease).catch((error: unknown) => {
      // What was changed brings its events, and they bring the rest.
      log.warn('billing.inline_sync_failed', { workspaceId, error });
    });
  }
}

/** Throws CONFLICT, with the way out, when another plan cannot be chosen now. */
export function requirePlanCanChange({ status, paymentMethod, plan, cancelAt }: SubscriptionState): void {
  const { name } = planDescriptions[plan];
  if (status === 'trialing' && !paymentMethod) {
    throw new AppError(
      'CONFLICT',
      `The trial of ${name} has no card yet. Choose the plan under Billing and go to payment instead.`,
      { reason: 'needs-payment' },
    );
  }
  if (!['active', 'trialing'].includes(status)) {
    throw new AppError(
      'CONFLICT',
      'The last payment did not go through. Update the card under Billing first; then the plan can be changed.',
      { reason: 'payment-due' },
    );
  }
  if (cancelAt) {
    throw new AppError(
      'CONFLICT',
      `${name} is cancelled and about to end. Choose “Keep ${name}” under Billing first; then the plan can be changed.`,
      { reason: 'ending' },
    );
  }
}

function nothingToChange(): AppError {
  return new AppError(
    'CONFLICT',
    'This workspace is on Free and has no subscription to change. Choose a plan under Billing first.',
    { reason: 'no-subscription' },
  );
}
