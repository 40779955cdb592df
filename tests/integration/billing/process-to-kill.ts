import { receiveStripeEvent } from '@archipelago/core/billing/receive-stripe-event';
import { syncCustomer } from '@archipelago/core/billing/sync-customer';
import { boot } from '@archipelago/core/boot';
import { drain } from '@archipelago/core/jobs/drain';
import { startOwnSite } from '../../support/own-site.ts';

/** What the test says: work now, and stop dead at this step, if there is one. */
export interface Order {
  stopAt: string | null;
}

/** What the process says. */
export type Report = { ready: string } | { reached: string } | { idle: true };

/** One end of the inbox in a process of its own, the receiver or a worker, that a test kills at a step of its choice. */
const [role = 'worker'] = process.argv.slice(2);
const tell = (report: Report) => process.send?.(report);
let stopAt: string | null = null;

async function onStep(step: string): Promise<void> {
  if (step !== stopAt) return;
  tell({ reached: step });
  await new Promise(() => setInterval(() => {}, 1_000));
}

async function work(): Promise<void> {
  await drain(['stripe-customer'], new Date(Date.now() + 60_000), {
    handlers: {
      'stripe-customer': async ({ stripeCustomerId }: { stripeCustomerId: string }) => {
        await syncCustomer(stripeCustomerId, { onStep });
      },
    },
  });
  tell({ idle: true });
}

boot();
const isReceiver = role === 'receiver';
process.on('message', (order: Order) => {
  stopAt = order.stopAt;
  if (!isReceiver) void work();
});
const site = isReceiver
  ? await startOwnSite({
      '/api/webhooks/stripe': { handler: (request) => receiveStripeEvent(request, { onStep }) },
    })
  : null;
tell({ ready: site?.url ?? '' });
