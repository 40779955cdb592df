import { invoiceLine } from '../invoices/invoice-line.ts';
import type { InvoiceLine, Price, Subscription, SubscriptionItem } from '../stripe-state.ts';
import type { World } from '../world.ts';

/**
 * The two lines of a change in mid-period, to the second: the unused time of what was paid for back, the remaining
 * time of the new at its price. A new interval begins its period now, so that its whole price is charged.
 */
export function prorate(
  world: World,
  subscription: Subscription,
  item: SubscriptionItem,
  next: { price: Price; quantity: number; wholePeriodUntil: number | null },
  at = world.now(),
): InvoiceLine[] {
  const length = item.current_period_end - item.current_period_start;
  const left = Math.max(0, item.current_period_end - at) / length;
  const name = (price: Price) => world.state.products[price.product]?.name ?? price.product;
  const until = next.wholePeriodUntil ?? item.current_period_end;
  const share = next.wholePeriodUntil === null ? left : 1;
  return [
    invoiceLine(world, subscription, item, {
      amount: -Math.round((item.price.unit_amount ?? 0) * item.quantity * left),
      description: `Unused time on ${item.quantity} × ${name(item.price)}`,
      period: { start: at, end: item.current_period_end },
      proration: true,
    }),
    invoiceLine(world, subscription, item, {
      amount: Math.round((next.price.unit_amount ?? 0) * next.quantity * share),
      description: `${share === 1 ? '' : 'Remaining time on '}${next.quantity} × ${name(next.price)}`,
      period: { start: at, end: until },
      proration: next.wholePeriodUntil === null,
      price: next.price,
      quantity: next.quantity,
    }),
  ];
}
