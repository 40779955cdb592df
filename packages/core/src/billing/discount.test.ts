import { expect, test } from 'vitest';
import { type Discount, discounted } from './discount.ts';

const at = new Date('2027-02-01T00:00:00Z');
const none: Discount = {
  discountName: null,
  discountPercentOff: null,
  discountAmountOff: null,
  discountEndsAt: null,
};

test.each([
  ['none', {}, 3_333],
  ['a share, rounded to the cent', { discountPercentOff: 25 }, 2_500],
  ['an amount', { discountAmountOff: 500 }, 2_833],
  ['more than is owed', { discountAmountOff: 9_900 }, 0],
  [
    'one that still runs',
    { discountPercentOff: 50, discountEndsAt: new Date('2027-02-01T00:00:01Z') },
    1_666,
  ],
  ['one that ends at that moment', { discountPercentOff: 50, discountEndsAt: at }, 3_333],
])('a discount: %s', (_what, discount, left) => {
  expect(discounted(3_333, { ...none, ...discount }, at)).toBe(left);
});
