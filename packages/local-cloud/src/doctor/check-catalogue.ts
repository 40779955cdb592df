import { syncCatalogue } from '@archipelago/core/billing/in-step/sync-catalogue';
import type { Stripe } from '@archipelago/core/billing/stripe';
import { type Finding, ok, wrong } from './finding.ts';

/** Whether Stripe sells what the catalogue says. */
export async function checkCatalogue(stripe: Stripe): Promise<Finding[]> {
  const steps = await syncCatalogue(stripe, { check: true });
  if (steps.length === 0) return [ok('Stripe agrees with the catalogue.')];
  return [
    wrong(
      `Stripe differs from the catalogue. To do: ${steps.join('; ')}.`,
      'Run `npm run billing:sync`, in live mode with --live.',
    ),
  ];
}
