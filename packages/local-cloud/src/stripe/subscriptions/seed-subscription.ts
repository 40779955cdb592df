import { createCustomer } from '../customers/customers.ts';
import { Params } from '../http/params.ts';
import type { World } from '../world.ts';
import { newSubscription } from './new-subscription.ts';
import { startSubscription } from './start-subscription.ts';

/** A customer with a trial that was started without a card and ends the subscription when nobody adds one. */
export interface SubscriptionSeed {
  customerId: string;
  subscriptionId: string;
  name: string;
  email: string;
  metadata: Record<string, string>;
  priceLookupKey: string;
  quantity: number;
  trialStartedDaysAgo: number;
  trialDays: number;
}

/** Throws when the catalogue has no such price. */
export function seedSubscription(world: World, seed: SubscriptionSeed): void {
  const price = Object.values(world.state.prices).find(
    ({ lookup_key }) => lookup_key === seed.priceLookupKey,
  );
  if (!price)
    throw new Error(`The catalogue has no price ${seed.priceLookupKey}, which the seed subscribes to.`);
  const { email, name, metadata } = seed;
  const customer = createCustomer(world, new Params({ email, name, metadata }), seed.customerId);
  const startedAt = world.now() - seed.trialStartedDaysAgo * 86_400;
  const subscription = newSubscription(world, {
    id: seed.subscriptionId,
    customer: customer.id,
    items: [{ price: price.id, quantity: seed.quantity }],
    trialEnd: startedAt + seed.trialDays * 86_400,
    startedAt,
    missingPaymentMethod: 'cancel',
    defaultPaymentMethod: null,
    metadata,
    description: null,
  });
  startSubscription(world, subscription);
}
