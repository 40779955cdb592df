import { log } from '../log/log.ts';
import { storeEvent } from './store-event.ts';
import { stripe } from './stripe.ts';

const lookBackSeconds = 3 * 24 * 60 * 60;

/**
 * Asks Stripe for the events of the last three days and stores those that never arrived, as if they just had: after an
 * outage longer than Stripe's patience, or a webhook that was set up wrongly, nothing stays missing.
 */
export async function reconcileBilling(now = new Date()): Promise<{ recovered: number }> {
  const since = Math.floor(now.getTime() / 1000) - lookBackSeconds;
  let recovered = 0;
  for await (const event of stripe().events.list({ created: { gte: since }, limit: 100 })) {
    if ((await storeEvent(event, { isDelivery: false })) === 'stored') recovered += 1;
  }
  log.info('billing.reconciled', { recovered });
  return { recovered };
}
