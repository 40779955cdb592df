import { runInScope } from './run-in-scope.ts';
import type { Transaction } from './with-workspace.ts';

/**
 * One transaction that shows a Stripe customer's events and its mapping to a workspace, and nothing of the workspace.
 *
 * @param stripeCustomerId `none` for events that concern no customer.
 * @throws DatabaseUnavailable
 */
export function withStripeCustomer<T>(
  stripeCustomerId: string,
  run: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return runInScope({ 'app.stripe_customer_id': stripeCustomerId }, run);
}
