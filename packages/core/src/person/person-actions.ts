/** Everything a person's own record can say they did, to themself or as an operator, outside of any workspace. */
export const personActions = {
  'copy.requested': 'Asked for a copy of your data',
  'copy.downloaded': 'Downloaded a copy of your data',
  'erasure.requested': 'Asked to be erased',
  'erasure.confirmed': 'Confirmed the erasure by e-mail',
  'erasure.cancelled': 'Took the erasure back',
  'platform.job_retried': 'Tried a background job of the platform again',
} as const satisfies Record<string, string>;

export type PersonAction = keyof typeof personActions;
