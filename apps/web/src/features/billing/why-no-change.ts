import type { Billing } from '@archipelago/core/billing/get-billing';

/** Why another plan cannot be chosen now, and what to do first. */
export function whyNoChange(billing: Billing): { title: string; text: string } {
  const { plan, planName, status, endsAt, paymentMethod } = billing;
  if (plan === 'free') {
    return {
      title: 'There is no plan to change yet',
      text: 'This workspace is on Free. Start the trial or choose a plan under Billing.',
    };
  }
  if (status === 'trialing' && !paymentMethod) {
    return {
      title: `The trial of ${planName} has no card yet`,
      text: 'Choose the plan you want under Billing and go to payment.',
    };
  }
  if (endsAt) {
    return {
      title: `${planName} is about to end`,
      text: `Choose “Keep ${planName}” under Billing first. Then you can change it.`,
    };
  }
  return {
    title: 'The last payment did not go through',
    text: 'Update the card under Billing first. Then you can change the plan.',
  };
}
