import type { DeliveryState } from '@archipelago/core/webhooks/get-webhook-endpoint';

export const deliveryLabels: Record<DeliveryState, string> = {
  pending: 'On its way',
  delivered: 'Delivered',
  failed: 'Failed',
};

export const deliveryTones = { pending: 'warn', delivered: 'ok', failed: 'bad' } as const;

/** How long an attempt took, as people say it. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
