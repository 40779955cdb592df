import { type CancellationReason, cancellationReasons } from '@archipelago/core/billing/cancellation-reasons';

const labels: Record<CancellationReason, string> = {
  too_expensive: 'It costs too much',
  missing_features: 'Something I need is missing',
  switched_service: 'I use something else now',
  unused: 'I do not use it enough',
  too_complex: 'It is too complicated',
  low_quality: 'It does not work well',
  customer_service: 'I was not helped well',
  other: 'Another reason',
};

/** The first says nothing. */
export const cancellationReasonOptions = [
  { value: '', label: 'I would rather not say' },
  ...cancellationReasons.map((value) => ({ value, label: labels[value] })),
];
