import type { CustomerState } from '@archipelago/core/billing/inbox/stripe-customer-sql';

/** How far we are with what Stripe knows of a customer, in a word. */
export const customerStates: Record<
  CustomerState,
  { tone: 'bad' | 'warn' | 'info' | 'neutral' | 'ok'; label: string }
> = {
  dead: { tone: 'bad', label: 'Given up' },
  running: { tone: 'info', label: 'Being read' },
  retrying: { tone: 'warn', label: 'Tried again' },
  waiting: { tone: 'neutral', label: 'Waiting' },
  synced: { tone: 'ok', label: 'Up to date' },
};
