import { storeEvent } from '@archipelago/core/billing/store-event';
import { syncCustomer } from '@archipelago/core/billing/sync-customer';
import { boot } from '@archipelago/core/boot';
import { eventOf } from './event-of.ts';

/** Runs one half of the inbox in a process of its own and stops at the named step, where the test kills it. */
const [customer = '', at = '', eventId = ''] = process.argv.slice(2);

async function onStep(step: string): Promise<void> {
  if (step !== at) return;
  process.send?.('reached');
  await new Promise(() => setInterval(() => {}, 1_000));
}

boot();
if (eventId)
  await storeEvent(eventOf(customer, 'customer.subscription.updated', { id: eventId }), { onStep });
else await syncCustomer(customer, { onStep });
