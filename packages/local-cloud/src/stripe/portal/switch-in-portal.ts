import { amountIn } from '../catalogue/currency-options.ts';
import { Params } from '../http/params.ts';
import { startSchedule, updateSchedule } from '../schedules/schedules.ts';
import { invalidRequest, noSuch } from '../stripe-error.ts';
import type { PortalConfiguration, PortalSession, Price, SubscriptionItem } from '../stripe-state.ts';
import { firstItem } from '../subscriptions/find-subscription.ts';
import { updateSubscription } from '../subscriptions/update-subscription.ts';
import type { World } from '../world.ts';
import { dropPlanInPortal, offeredPrices, ownSubscription, portalFeatures } from './use-portal.ts';

export interface PortalChange {
  item: SubscriptionItem;
  price: Price;
  quantity: number;
  /** Made when the running period ends, instead of now. */
  isLater: boolean;
}

/** The change as the portal would make it. Throws for a price or a quantity that it does not offer. */
export function portalChange(
  world: World,
  session: PortalSession,
  id: string,
  wanted: { price: string; quantity?: number | undefined },
): PortalChange {
  const subscription = ownSubscription(world, session, id);
  const item = firstItem(subscription);
  const price =
    wanted.price === 'same' || wanted.price === item.price.id
      ? item.price
      : offeredPrices(world, session).find((offered) => offered.id === wanted.price);
  if (!price) throw noSuch('price', wanted.price);
  const quantity = wanted.quantity ?? item.quantity;
  if (quantity !== item.quantity && !session.flow?.subscription_update_confirm) {
    const range = adjustableQuantity(world, session, price);
    if (!range) throw noSuch('quantity', String(quantity));
    if (quantity < range.minimum || quantity > (range.maximum ?? 999_999))
      throw invalidRequest(`Choose between ${range.minimum} and ${range.maximum ?? 999_999}.`, 'quantity');
  }
  const { conditions } = portalFeatures(world, session).subscription_update.schedule_at_period_end;
  const meets = { item, price, quantity };
  const perDay = (of: Price, seats: number) =>
    (amountIn(world, of, subscription.currency) * seats) / lengthOf(of);
  const isLater =
    subscription.status !== 'trialing' &&
    conditions.some(({ type }) => conditionTests[type]?.(meets, perDay) ?? false);
  return { ...meets, isLater };
}

/** Makes it now, if the card pays, or plans it for the end of the period. */
export function changeInPortal(
  world: World,
  session: PortalSession,
  id: string,
  wanted: { price: string; quantity?: number | undefined },
): void {
  const { item, price, quantity, isLater } = portalChange(world, session, id, wanted);
  dropPlanInPortal(world, session, id);
  if (!isLater) {
    const items = [{ id: item.id, price: price.id, quantity: String(quantity) }];
    const behavior = { proration_behavior: 'always_invoice', payment_behavior: 'error_if_incomplete' };
    updateSubscription(world, id, new Params({ items, ...behavior }));
    return;
  }
  const subscription = ownSubscription(world, session, id);
  const { id: scheduleId } = startSchedule(world, subscription);
  const discounts = subscription.discounts.map((discount) => ({ discount }));
  const phase = (of: Price, seats: number) => ({
    items: [{ price: of.id, quantity: String(seats) }],
    ...(discounts.length > 0 && { discounts }),
  });
  const end = String(item.current_period_end);
  const phases = [{ ...phase(item.price, item.quantity), end_date: end }, phase(price, quantity)];
  updateSchedule(world, scheduleId, new Params({ phases, end_behavior: 'release' }));
}

/** How many of a price the portal lets a person choose; null when it does not. */
export function adjustableQuantity(
  world: World,
  session: PortalSession,
  price: Price,
): { minimum: number; maximum: number | null } | null {
  const { default_allowed_updates: allowed, products } = portalFeatures(world, session).subscription_update;
  const offered = (products ?? []).find((product) => product.product === price.product)?.adjustable_quantity;
  return allowed.includes('quantity') && offered?.enabled ? offered : null;
}

type Condition =
  PortalConfiguration['features']['subscription_update']['schedule_at_period_end']['conditions'][0];

const conditionTests: Record<
  Condition['type'],
  (change: Omit<PortalChange, 'isLater'>, perDay: (price: Price, quantity: number) => number) => boolean
> = {
  decreasing_item_amount: ({ item, price, quantity }, perDay) =>
    perDay(price, quantity) < perDay(item.price, item.quantity),
  shortening_interval: ({ item, price }) => lengthOf(price) < lengthOf(item.price),
};

/** In days, near enough to compare. */
function lengthOf({ recurring }: Price): number {
  const days: Record<string, number> = { day: 1, week: 7, month: 30.4, year: 365 };
  return (days[recurring?.interval ?? ''] ?? 1) * (recurring?.interval_count ?? 1);
}
