import type { Entitlements } from '@archipelago/core/billing/catalogue';

const number = new Intl.NumberFormat('en-GB');

/** What plans differ in and the product already keeps, in the order of the comparison. */
export const comparedFeatures: readonly { label: string; value: (granted: Entitlements) => string }[] = [
  { label: 'Seats', value: ({ seats }) => number.format(seats) },
  { label: 'Guests', value: () => 'Unlimited' },
  { label: 'Posts', value: ({ posts }) => number.format(posts) },
  {
    label: 'Site without “Made with Archipelago”',
    value: ({ brandingRemoval }) => (brandingRemoval ? 'Yes' : 'No'),
  },
];
