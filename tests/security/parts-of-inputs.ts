import { formStamp, type StampedForm } from '@archipelago/core/abuse/form-stamp';
import { previewToken } from '@archipelago/core/billing/preview-token';
import type { Furnished } from './security-world.ts';

export function spareWebhook({ spareWebhooks, webhook }: Furnished): { endpointId: string } {
  return { endpointId: (spareWebhooks.pop() ?? webhook).endpointId };
}

/** Of a form that somebody looked at for a minute. */
export function stampOf({ workspace }: Furnished, form: StampedForm): { stamp: string } {
  return { stamp: formStamp(workspace.id, form, new Date(Date.now() - 60_000)) };
}

/** What somebody agrees to who has seen what a plan costs. */
export function previewOf(workspaceId: string): string {
  const shown = { subscriptionId: 'sub_1', seats: 1, at: 1_800_000_000, dueNow: 100 };
  return previewToken(workspaceId, { plan: 'business', interval: 'year', ...shown });
}
