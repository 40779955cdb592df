import { describe, expect, test } from 'vitest';
import { Params } from '../http/params.ts';
import type { FormObject } from '../http/parse-form.ts';
import { day, stillWorld } from '../testing/still-world.ts';
import { createCoupon } from './coupons.ts';
import { createPromotionCode } from './promotion-codes.ts';
import { reduceLines } from './reduce-lines.ts';

function discounted(coupon: FormObject, months: number): number[] {
  const all = stillWorld('2027-01-31T09:00:00Z');
  createCoupon(all.world, new Params({ id: 'offer', ...coupon }));
  const subscription = all.subscribe({ sent: { discounts: [{ coupon: 'offer' }] } });
  for (let month = 1; month < months; month += 1) all.renew(subscription);
  return all.invoices().map(({ amount_paid }) => amount_paid);
}

describe('a coupon', () => {
  test.each([
    ['once', { percent_off: '25', duration: 'once' }, [2_250, 3_000, 3_000]],
    ['for ever', { amount_off: '500', currency: 'usd', duration: 'forever' }, [2_500, 2_500, 2_500]],
    [
      'for three months, begun on a 31st',
      { percent_off: '50', duration: 'repeating', duration_in_months: '3' },
      [1_500, 1_500, 1_500, 3_000, 3_000],
    ],
    [
      'that is worth more than is owed',
      { amount_off: '9900', currency: 'usd', duration: 'once' },
      [0, 3_000],
    ],
  ])('%s takes that much off', (_what, coupon, paid) => {
    expect(discounted(coupon, paid.length)).toEqual(paid);
  });

  test('for once is kept through a trial, until something is owed', () => {
    const all = stillWorld('2027-01-15T09:00:00Z');
    createCoupon(all.world, new Params({ id: 'offer', percent_off: '100', duration: 'once' }));
    all.subscribe({ sent: { discounts: [{ coupon: 'offer' }], trial_period_days: '14' } });
    all.clock.advance(all.clock.now() + 80 * day);
    expect(all.invoices().map(({ subtotal, total }) => [subtotal, total])).toEqual([
      [0, 0],
      [3_000, 0],
      [3_000, 3_000],
      [3_000, 3_000],
    ]);
  });

  test('that makes it free needs no card', () => {
    const all = stillWorld('2027-01-15T09:00:00Z');
    createCoupon(all.world, new Params({ id: 'free', percent_off: '100', duration: 'forever' }));
    const subscription = all.subscribe({ card: null, sent: { discounts: [{ coupon: 'free' }] } });
    expect(subscription.status).toBe('active');
  });

  test('can be taken back, and says so in events', () => {
    const all = stillWorld('2027-01-15T09:00:00Z');
    createCoupon(all.world, new Params({ id: 'offer', percent_off: '10', duration: 'forever' }));
    const subscription = all.subscribe({ sent: { discounts: [{ coupon: 'offer' }] } });
    all.update(subscription.id, { discounts: '' });
    all.renew(subscription);
    expect(all.invoices().map(({ total }) => total)).toEqual([2_700, 3_000]);
    expect(all.types).toContain('customer.discount.created');
    expect(all.types.filter((type) => type === 'customer.discount.deleted')).toHaveLength(1);
  });

  test('is redeemed no more often than it may be, and not after its last day', () => {
    const all = stillWorld('2027-01-15T09:00:00Z');
    const until = String(all.clock.now() + 2 * day);
    createCoupon(all.world, new Params({ id: 'two', percent_off: '10', max_redemptions: '2' }));
    createCoupon(all.world, new Params({ id: 'soon', percent_off: '10', redeem_by: until }));
    all.subscribe({ sent: { discounts: [{ coupon: 'two' }] } });
    all.subscribe({ sent: { discounts: [{ coupon: 'two' }] } });
    expect(() => all.subscribe({ sent: { discounts: [{ coupon: 'two' }] } })).toThrow(/Coupon expired: two/);
    all.clock.advance(all.clock.now() + 3 * day);
    expect(() => all.subscribe({ sent: { discounts: [{ coupon: 'soon' }] } })).toThrow(
      /Coupon expired: soon/,
    );
  });
});

describe('a promotion code', () => {
  test('redeems its coupon, is counted, and works once where it may be used once', () => {
    const all = stillWorld('2027-01-15T09:00:00Z');
    createCoupon(all.world, new Params({ id: 'offer', percent_off: '10' }));
    const promotion = { type: 'coupon', coupon: 'offer' };
    const code = createPromotionCode(
      all.world,
      new Params({ promotion, code: 'WELCOME', max_redemptions: '1' }),
    );
    const discounts = [{ promotion_code: code.id }];
    all.subscribe({ sent: { discounts } });
    expect(all.invoices()[0]?.total).toBe(2_700);
    expect(code).toMatchObject({ active: false, times_redeemed: 1 });
    expect(() => all.subscribe({ sent: { discounts } })).toThrow(/inactive/);
  });

  test('of the same letters exists once while it is active', () => {
    const all = stillWorld('2027-01-15T09:00:00Z');
    createCoupon(all.world, new Params({ id: 'offer', percent_off: '10' }));
    const sent = (code: string) => new Params({ promotion: { type: 'coupon', coupon: 'offer' }, code });
    createPromotionCode(all.world, sent('WELCOME'));
    expect(() => createPromotionCode(all.world, sent('welcome'))).toThrow(/already exists/);
  });
});

test('an amount is spread over lines to the last cent', () => {
  const coupon = { percent_off: null, amount_off: 100 } as Parameters<typeof reduceLines>[1][0]['coupon'];
  const lines = [100, 100, 100].map((amount) => ({ amount, discountable: true, product: 'pro' }));
  const taken = reduceLines(lines, [{ discount: 'di_1', coupon }]);
  expect(taken.map(([reduction]) => reduction?.amount)).toEqual([33, 33, 34]);
});
