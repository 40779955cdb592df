import type { StripeState } from '../stripe-state.ts';

const keptSeconds = 30 * 86_400;
const keptAtLeast = 2_000;

/** Stripe lists events of 30 days. Older ones go here once there are many, because the clock can leap by months. */
export function forgetOldEvents(state: StripeState, now: number): void {
  const events = Object.values(state.events);
  for (const event of events.slice(0, Math.max(0, events.length - keptAtLeast))) {
    if (event.created < now - keptSeconds && event.pending_webhooks === 0) delete state.events[event.id];
  }
}
