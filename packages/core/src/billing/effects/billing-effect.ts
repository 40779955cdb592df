import type { BillingAction } from '../subscription-changes.ts';

/** What each kind of effect carries: ids of Stripe's, plans and dates as ISO texts, nothing of a person. */
export interface EffectDetails {
  'trial-ending': { subscription: string; plan: string; endsAt: string; daysBefore: number };
  'payment-failed': { invoice: string };
  'payment-recovered': { plan: string };
  'plan-changed': { from: string; to: string; interval: string; trialEndsAt: string | null };
  cancelled: { subscription: string; plan: string; endsAt: string };
  ended: { plan: string; because: 'trial' | 'unpaid' | 'cancelled' };
  'read-only': { subscription: string };
  receipt: { invoice: string };
}

export type EffectKind = keyof EffectDetails;

export type BillingEffect = {
  [Kind in EffectKind]: {
    kind: Kind;
    /** Names the business fact: told again, however it reaches us, it is the same effect. */
    key: string;
    details: EffectDetails[Kind];
  };
}[EffectKind];

/** The audit row of an effect that no difference of the projection writes already. */
export const auditOfEffect: Partial<Record<EffectKind, BillingAction>> = {
  'trial-ending': 'billing.trial_ending',
  'payment-failed': 'billing.payment_failed',
  'payment-recovered': 'billing.payment_recovered',
  'read-only': 'billing.read_only_begun',
  receipt: 'billing.payment_received',
};
