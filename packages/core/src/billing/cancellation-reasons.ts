/** Why people leave, by the names that Stripe's reports count. */
export const cancellationReasons = [
  'too_expensive',
  'missing_features',
  'switched_service',
  'unused',
  'too_complex',
  'low_quality',
  'customer_service',
  'other',
] as const;
export type CancellationReason = (typeof cancellationReasons)[number];
