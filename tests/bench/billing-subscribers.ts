import type { BillingWorld } from '../integration/billing/billing-world.ts';
import { unique } from '../support/own-database.ts';

/** Stripe customers, each of a workspace, with a plan at Stripe of which nothing has arrived yet. */
export async function addSubscribers(world: BillingWorld, count: number): Promise<string[]> {
  const workspaces = await Promise.all(Array.from({ length: count }, () => world.newWorkspace()));
  const created = Math.floor(Date.now() / 1000);
  for (const { customer } of workspaces) {
    // One seat, as for a workspace without a team: nothing to put right at Stripe.
    world.stripe.customers.set(customer, [
      { id: unique('sub_'), status: 'active', lookupKey: 'pro_monthly', seats: 1, created },
    ]);
  }
  return workspaces.map(({ customer }) => customer);
}
