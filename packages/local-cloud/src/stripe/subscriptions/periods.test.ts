import { describe, expect, test } from 'vitest';
import { dateOf, day, stillWorld } from '../testing/still-world.ts';
import { firstItem } from './find-subscription.ts';

function periodEnds(startsAt: string, price: string, count: number): string[] {
  const all = stillWorld(startsAt);
  const subscription = all.subscribe({ price });
  return Array.from({ length: count }, () => {
    const end = dateOf(firstItem(subscription).current_period_end);
    all.renew(subscription);
    return end;
  });
}

describe('periods', () => {
  test('thirteen months make thirteen paid invoices, numbered without a gap', () => {
    const all = stillWorld('2027-01-15T09:00:00Z');
    const subscription = all.subscribe();
    for (let month = 0; month < 12; month += 1) all.renew(subscription);
    const invoices = all.invoices();
    expect(invoices).toHaveLength(13);
    expect(invoices.map(({ status, amount_paid }) => `${status} ${amount_paid}`)).toEqual(
      Array.from({ length: 13 }, () => 'paid 3000'),
    );
    expect(invoices.map(({ number }) => Number(number?.slice(-4)))).toEqual(
      Array.from({ length: 13 }, (_, index) => index + 1),
    );
    expect(invoices.map(({ lines }) => dateOf(lines.data[0]?.period.start)).at(-1)).toBe('2028-01-15');
  });

  test('begun on 31 January end on the last day of a short month and on the 31st of a long one', () => {
    expect(periodEnds('2027-01-31T09:00:00Z', 'pro_monthly', 4)).toEqual([
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2027-05-31',
    ]);
  });

  test('begun on 31 January of a leap year end on 29 February', () => {
    expect(periodEnds('2028-01-31T09:00:00Z', 'pro_monthly', 2)).toEqual(['2028-02-29', '2028-03-31']);
  });

  test('of a year begun on 29 February end on the 28th until the next leap year', () => {
    expect(periodEnds('2028-02-29T09:00:00Z', 'pro_yearly', 4)).toEqual([
      '2029-02-28',
      '2030-02-28',
      '2031-02-28',
      '2032-02-29',
    ]);
  });

  test('of a year are charged once a year', () => {
    const all = stillWorld('2027-05-10T09:00:00Z');
    const subscription = all.subscribe({ price: 'pro_yearly' });
    all.clock.advance(all.clock.now() + 800 * day);
    expect(all.invoices().map(({ amount_paid }) => amount_paid)).toEqual([30_000, 30_000, 30_000]);
    expect(dateOf(firstItem(subscription).current_period_end)).toBe('2030-05-10');
  });
});

describe('a trial', () => {
  const trial = (missing: string) => ({
    trial_period_days: '14',
    trial_settings: { end_behavior: { missing_payment_method: missing } },
  });

  test('with a card ends in a charge', () => {
    const all = stillWorld('2027-01-15T09:00:00Z');
    const subscription = all.subscribe({ sent: trial('cancel') });
    all.clock.advance(all.clock.now() + 14 * day + 3_600);
    expect(subscription.status).toBe('active');
    expect(all.invoices().map(({ amount_paid }) => amount_paid)).toEqual([0, 3_000]);
  });

  test.each([
    ['cancel', 'canceled'],
    ['pause', 'paused'],
  ])('without a card and told to %s is %s at its end, and nothing is charged', (missing, status) => {
    const all = stillWorld('2027-01-15T09:00:00Z');
    const subscription = all.subscribe({ card: null, sent: trial(missing) });
    all.clock.advance(all.clock.now() + 60 * day);
    expect(subscription.status).toBe(status);
    expect(all.invoices()).toHaveLength(1);
  });

  test('without a card can change its plan for nothing', () => {
    const all = stillWorld('2027-01-15T09:00:00Z');
    const subscription = all.subscribe({ card: null, sent: trial('cancel') });
    const [item] = subscription.items.data;
    all.update(subscription.id, {
      items: [{ id: item?.id ?? '', price: 'price_local_business_monthly' }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'error_if_incomplete',
    });
    expect(subscription.items.data[0]?.price.lookup_key).toBe('business_monthly');
    expect(all.invoices()).toHaveLength(1);
  });
});

describe('a failing card', () => {
  const begin = () => {
    const all = stillWorld('2027-01-15T09:00:00Z');
    const subscription = all.subscribe({
      card: 'pm_card_chargeCustomerFail',
      sent: { trial_period_days: '14' },
    });
    all.clock.advance(all.clock.now() + 14 * day + 3_600);
    return { ...all, subscription };
  };

  test('is tried four times within fifteen days, and then the subscription is canceled', () => {
    const all = begin();
    expect(all.subscription.status).toBe('past_due');
    const tries: number[] = [all.clock.now()];
    for (let next = all.invoices().at(-1)?.next_payment_attempt; next; ) {
      all.clock.advance(next);
      tries.push(next);
      next = all.invoices().at(-1)?.next_payment_attempt;
    }
    expect(tries.map((at) => (at - (tries[0] ?? 0)) / day)).toEqual([0, 3, 8, 15]);
    expect(all.subscription).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'payment_failed' },
    });
    expect(all.types.filter((type) => type === 'invoice.payment_failed')).toHaveLength(4);
  });

  test('leaves the subscription unpaid where the account says so; its next invoices stay drafts until one is paid', () => {
    const all = begin();
    all.world.state.conditions.afterLastFailure = 'unpaid';
    all.clock.advance(all.clock.now() + 40 * day);
    expect(all.subscription.status).toBe('unpaid');
    expect(all.invoices().map(({ status }) => status)).toEqual(['paid', 'open', 'draft']);
    expect(all.invoices().at(-1)).toMatchObject({ auto_advance: false, automatically_finalizes_at: null });
  });

  test('replaced in between is charged at the next try', () => {
    const all = begin();
    all.giveCard(all.subscription.customer, 'pm_card_visa');
    all.clock.advance(all.clock.now() + 3 * day);
    expect(all.subscription.status).toBe('active');
    expect(all.invoices().at(-1)).toMatchObject({ status: 'paid', attempt_count: 2 });
  });
});
