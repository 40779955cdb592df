import type { LocalStripe } from '@archipelago/local-cloud/stripe/start-stripe';
import type Stripe from 'stripe';
import { customerWithCard, day, priceId } from './local-stripe.ts';

/** Makes those events happen that follow from no single call: discounts that run out, banks that ask, ends of schedules. */
export async function causeRareEvents(local: LocalStripe, stripe: Stripe): Promise<void> {
  const items = [{ price: await priceId(stripe, 'pro_monthly') }];
  const { id: customer } = await customerWithCard(stripe, 'pm_card_visa');
  const month = { duration: 'repeating' as const, duration_in_months: 1 };
  const { id: coupon } = await stripe.coupons.create({ ...month, percent_off: 50 });
  await stripe.subscriptions.create({ customer, items, discounts: [{ coupon }] });
  const ending = await stripe.subscriptions.create({ customer, items });
  const schedule = await stripe.subscriptionSchedules.create({ from_subscription: ending.id });
  await stripe.subscriptionSchedules.update(schedule.id, { end_behavior: 'cancel' });

  const asked = await customerWithCard(stripe, 'pm_card_authenticationRequiredOnSetup');
  const waiting = await stripe.subscriptions.create({
    customer: asked.id,
    items,
    payment_behavior: 'allow_incomplete',
  });
  await stripe.subscriptions.cancel(waiting.id);
  await local.clock.advance(local.clock.now() + 32 * day);
}
