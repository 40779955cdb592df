import type { InboxEvent } from '@archipelago/core/billing/inbox/get-workspace-billing';

/** What became of an event, in a word. */
export const eventStates: Record<InboxEvent['status'], { tone: 'warn' | 'ok' | 'neutral'; label: string }> = {
  pending: { tone: 'warn', label: 'Waiting' },
  processed: { tone: 'ok', label: 'Acted on' },
  ignored: { tone: 'neutral', label: 'No concern' },
};
