import { amountIn } from '../catalogue/currency-options.ts';
import { offerOf, offersOf } from '../discounts/discounts.ts';
import { type Offer, reducedAmount } from '../discounts/reduce-lines.ts';
import { invoiceLine } from '../invoices/invoice-line.ts';
import type { InvoiceLine, Price, Subscription, SubscriptionItem } from '../stripe-state.ts';
import type { World } from '../world.ts';

/**
 * The two lines of a change in mid-period, to the second: the unused time of what was paid for back, the remaining
 * time of the new at its price. A new interval begins its period now, so that its whole price is charged.
 * Discounts are included: what was taken off the period is not given back, and what is in force reduces the new.
 */
export function prorate(
  world: World,
  subscription: Subscription,
  item: SubscriptionItem,
  next: { price: Price; quantity: number; wholePeriodUntil: number | null },
  at: number,
): InvoiceLine[] {
  const length = item.current_period_end - item.current_period_start;
  const left = Math.max(0, item.current_period_end - at) / length;
  const name = (price: Price) => world.state.products[price.product]?.name ?? price.product;
  const until = next.wholePeriodUntil ?? item.current_period_end;
  const costOf = (price: Price, quantity: number, offers: readonly Offer[]) =>
    reducedAmount(amountIn(world, price, subscription.currency) * quantity, price.product, offers);
  const paid = costOf(item.price, item.quantity, offersOnPeriod(world, item));
  const isWhole = next.wholePeriodUntil !== null;
  // The invoice itself takes discounts off a whole period.
  const owed = costOf(next.price, next.quantity, isWhole ? [] : offersOf(world, subscription, at));
  return [
    invoiceLine(world, subscription, item, {
      amount: -Math.round(paid * left),
      description: `Unused time on ${item.quantity} × ${name(item.price)}`,
      period: { start: at, end: item.current_period_end },
      proration: true,
    }),
    invoiceLine(world, subscription, item, {
      amount: Math.round(owed * (isWhole ? 1 : left)),
      description: `${isWhole ? '' : 'Remaining time on '}${next.quantity} × ${name(next.price)}`,
      period: { start: at, end: until },
      proration: !isWhole,
      price: next.price,
      quantity: next.quantity,
    }),
  ];
}

/** The discounts that the invoice of the running period took off this item. */
function offersOnPeriod(world: World, item: SubscriptionItem): Offer[] {
  const lines = Object.values(world.state.invoices).flatMap((invoice) => invoice.lines.data);
  const billed = lines.findLast(({ parent, period }) => {
    const of = parent?.subscription_item_details;
    return of?.subscription_item === item.id && !of.proration && period.start === item.current_period_start;
  });
  return (billed?.discount_amounts ?? []).flatMap(({ discount }) => {
    const known = world.state.discounts[String(discount)];
    return known ? offerOf(world, known) : [];
  });
}
