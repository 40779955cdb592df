/** Everything a person's own record can say they did, to themself or as an operator, outside of any workspace. */
export const personActions = [
  'copy.requested',
  'copy.downloaded',
  'erasure.requested',
  'erasure.confirmed',
  'erasure.cancelled',
  'platform.job_retried',
] as const;

export type PersonAction = (typeof personActions)[number];
