import { markCustomerDirty } from './store-event.ts';
import { stripe } from './stripe.ts';

/**
 * A test clock of Stripe's was moved: looks again at everybody who lives by it. What became due without any event of
 * theirs, such as the second reminder of a trial or the end of the days of grace, is seen then.
 */
export async function followTestClock(testClockId: string): Promise<void> {
  const customers = new Set<string>();
  for await (const { customer } of stripe().subscriptions.list({ test_clock: testClockId, limit: 100 })) {
    customers.add(typeof customer === 'string' ? customer : customer.id);
  }
  for (const customer of customers) await markCustomerDirty(customer);
}
