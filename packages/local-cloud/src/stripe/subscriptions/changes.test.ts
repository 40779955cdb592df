import { describe, expect, test } from 'vitest';
import { createCoupon } from '../discounts/coupons.ts';
import { Params } from '../http/params.ts';
import type { FormObject, FormValue } from '../http/parse-form.ts';
import { previewInvoice } from '../invoices/preview-invoice.ts';
import { createSchedule, releaseSchedule, updateSchedule } from '../schedules/schedules.ts';
import { day, type StillWorld, stillWorld } from '../testing/still-world.ts';
import { cancelNow } from './cancel-subscription.ts';
import { firstItem } from './find-subscription.ts';

const april = '2027-04-01T00:00:00Z';

function begin(options: Parameters<StillWorld['subscribe']>[0] = {}) {
  const all = stillWorld(april);
  const subscription = all.subscribe(options);
  const item = firstItem(subscription);
  const to = (price: string, quantity = 3) => ({
    items: [{ id: item.id, price: `price_local_${price}`, quantity: String(quantity) }],
  });
  const preview = (details: FormObject, sent: FormObject = {}) =>
    previewInvoice(
      all.world,
      new Params({ subscription: subscription.id, subscription_details: details, ...sent }),
    );
  return { ...all, subscription, item, to, preview };
}

describe('a change in mid-period', () => {
  test('of seats is charged to the cent with the next invoice', () => {
    const all = begin();
    all.clock.advance(all.clock.now() + 10 * day);
    all.update(all.subscription.id, all.to('pro_monthly', 5));
    all.renew(all.subscription);
    const last = all.invoices().at(-1);
    // 20 of 30 days are left: 3 seats back, 5 seats on, and the next month of 5.
    expect(last?.lines.data.map(({ amount }) => amount)).toEqual([-2_000, 3_333, 5_000]);
    expect(last?.amount_paid).toBe(6_333);
  });

  test('of the plan is charged at once, with what seats cost meanwhile', () => {
    const all = begin();
    all.clock.advance(all.clock.now() + 10 * day);
    all.update(all.subscription.id, all.to('pro_monthly', 4));
    all.clock.advance(all.clock.now() + 5 * day);
    all.update(all.subscription.id, {
      ...all.to('business_monthly', 4),
      proration_behavior: 'always_invoice',
    });
    const last = all.invoices().at(-1);
    expect(last?.lines.data.map(({ amount }) => amount)).toEqual([-2_000, 2_667, -2_000, 6_000]);
    expect(last).toMatchObject({ billing_reason: 'subscription_update', status: 'paid', amount_paid: 4_667 });
    all.renew(all.subscription);
    expect(all.invoices().at(-1)?.amount_paid).toBe(12_000);
  });

  test.each([
    ['more seats', 'pro_monthly', 7],
    ['fewer seats', 'pro_monthly', 1],
    ['a larger plan', 'business_monthly', 3],
    ['a year instead of a month', 'pro_yearly', 3],
  ])(
    'to %s costs what its preview for that moment said, however much later it is made',
    (_what, price, seats) => {
      const all = begin();
      all.clock.advance(all.clock.now() + 7 * day);
      const change = {
        ...all.to(price, seats),
        proration_behavior: 'always_invoice',
        proration_date: String(all.clock.now()),
      };
      const said = all.preview(change);
      all.clock.advance(all.clock.now() + 900);
      all.update(all.subscription.id, change);
      const made = all.invoices().at(-1);
      expect(made?.lines.data.map(({ amount }) => amount)).toEqual(
        said.lines.data.map(({ amount }) => amount),
      );
      expect(made?.amount_due).toBe(said.amount_due);
      expect(made?.total).toBe(said.total);
    },
  );

  test('cannot be dated outside the running period', () => {
    const all = begin();
    const long = String(all.clock.now() - 40 * day);
    expect(() => all.preview({ ...all.to('pro_yearly'), proration_date: long })).toThrow(
      /outside of the current/,
    );
  });

  test('that the card does not pay is not made, when so asked', () => {
    const all = begin();
    all.clock.advance(all.clock.now() + day);
    all.world.state.declineNextCharge = true;
    const change = {
      ...all.to('business_monthly'),
      proration_behavior: 'always_invoice',
      payment_behavior: 'error_if_incomplete',
    };
    expect(() => all.update(all.subscription.id, change)).toThrow('Your card was declined.');
    expect(firstItem(all.subscription).price.lookup_key).toBe('pro_monthly');
    expect(all.invoices()).toHaveLength(1);
    all.update(all.subscription.id, change);
    expect(firstItem(all.subscription).price.lookup_key).toBe('business_monthly');
  });

  test('gives back what was paid, not what it would have cost without the discount', () => {
    const all = stillWorld(april);
    createCoupon(all.world, new Params({ id: 'half', percent_off: '50', duration: 'once' }));
    const subscription = all.subscribe({
      price: 'business_monthly',
      sent: { discounts: [{ coupon: 'half' }] },
    });
    expect(all.invoices()[0]).toMatchObject({ subtotal: 9_000, total: 4_500 });
    all.clock.advance(all.clock.now() + 15 * day);
    all.update(subscription.id, {
      items: [{ id: firstItem(subscription).id, price: 'price_local_pro_monthly' }],
      proration_behavior: 'always_invoice',
    });
    expect(
      all
        .invoices()
        .at(-1)
        ?.lines.data.map(({ amount }) => amount),
    ).toEqual([-2_250, 1_500]);
  });
});

describe('a subscription that is to end', () => {
  test('ends with its period, and goes on when taken back', () => {
    const all = begin();
    all.update(all.subscription.id, { cancel_at_period_end: 'true' });
    all.update(all.subscription.id, { cancel_at_period_end: 'false' });
    all.renew(all.subscription);
    expect(all.subscription.status).toBe('active');
    all.update(all.subscription.id, { cancel_at_period_end: 'true' });
    expect(() => all.preview({})).toThrow(/No upcoming invoices/);
    all.renew(all.subscription);
    expect(all.subscription.status).toBe('canceled');
    expect(all.invoices()).toHaveLength(2);
  });
});

describe('a schedule', () => {
  function planned(price: string, quantity = 3) {
    const all = begin({ price: 'business_monthly' });
    const { id } = createSchedule(all.world, new Params({ from_subscription: all.subscription.id }));
    const [now] = all.world.state.schedules[id]?.phases ?? [];
    const phases: FormValue = [
      {
        items: [{ price: 'price_local_business_monthly', quantity: '3' }],
        start_date: String(now?.start_date),
        end_date: String(now?.end_date),
      },
      { items: [{ price: `price_local_${price}`, quantity: String(quantity) }] },
    ];
    updateSchedule(all.world, id, new Params({ phases, end_behavior: 'release' }));
    return { ...all, scheduleId: id, schedule: () => all.world.state.schedules[id] };
  }

  test('makes the plan smaller with the next period, and is then over', () => {
    const all = planned('pro_monthly');
    expect(firstItem(all.subscription).price.lookup_key).toBe('business_monthly');
    expect(all.preview({}).total).toBe(3_000);
    all.renew(all.subscription);
    expect(all.invoices().map(({ amount_paid }) => amount_paid)).toEqual([9_000, 3_000]);
    expect(firstItem(all.subscription).price.lookup_key).toBe('pro_monthly');
    all.renew(all.subscription);
    expect(all.schedule()).toMatchObject({ status: 'released', released_subscription: all.subscription.id });
    expect(all.subscription).toMatchObject({ schedule: null, status: 'active' });
    expect(all.invoices().at(-1)?.amount_paid).toBe(3_000);
  });

  test('turns months into years on the day of the renewal', () => {
    const all = planned('pro_yearly');
    all.renew(all.subscription);
    const { current_period_start: start, current_period_end: end } = firstItem(all.subscription);
    expect((end - start) / day).toBe(366);
    expect(all.invoices().at(-1)?.amount_paid).toBe(30_000);
  });

  test('that is released leaves everything as it is', () => {
    const all = planned('pro_monthly');
    releaseSchedule(all.world, all.scheduleId, new Params({}));
    all.renew(all.subscription);
    expect(firstItem(all.subscription).price.lookup_key).toBe('business_monthly');
    expect(all.invoices().at(-1)?.amount_paid).toBe(9_000);
  });

  test('knows of seats that changed meanwhile, and keeps those it planned', () => {
    const all = planned('pro_monthly', 3);
    all.update(all.subscription.id, { items: [{ id: all.item.id, quantity: '6' }] });
    expect(all.schedule()?.phases.map(({ items }) => items[0]?.quantity)).toEqual([6, 3]);
  });

  test('does not let the subscription be cancelled behind its back, and goes when it ends', () => {
    const all = planned('pro_monthly');
    expect(() => all.update(all.subscription.id, { cancel_at_period_end: 'true' })).toThrow(
      /managed by the subscription schedule/,
    );
    cancelNow(all.world, all.subscription, null);
    expect(all.schedule()?.status).toBe('canceled');
  });

  test('is there only once, and its running phase cannot be moved', () => {
    const all = planned('pro_monthly');
    const phases = [{ items: [{ price: 'price_local_pro_monthly' }], start_date: '1' }];
    expect(() => updateSchedule(all.world, all.scheduleId, new Params({ phases }))).toThrow(/start date/);
    expect(() => createSchedule(all.world, new Params({ from_subscription: all.subscription.id }))).toThrow(
      /already attached/,
    );
  });
});
