import { amountIn } from '../catalogue/currency-options.ts';
import type { InvoiceLine, Subscription, SubscriptionItem } from '../stripe-state.ts';
import type { World } from '../world.ts';

/** One line for a subscription item, before it belongs to an invoice. `amount` in cents, negative for a credit. */
export function invoiceLine(
  world: World,
  subscription: Subscription,
  item: SubscriptionItem,
  line: {
    amount: number;
    description: string;
    period: { start: number; end: number };
    proration: boolean;
    price?: SubscriptionItem['price'];
    quantity?: number;
  },
): InvoiceLine {
  const price = line.price ?? item.price;
  return {
    id: world.newId('il'),
    object: 'line_item',
    amount: line.amount,
    currency: subscription.currency,
    description: line.description,
    discount_amounts: [],
    discountable: !line.proration,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: subscription.metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: line.proration,
        proration_details: { credited_items: null },
        subscription: subscription.id,
        subscription_item: item.id,
      },
      type: 'subscription_item_details',
    },
    period: line.period,
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: price.id, product: price.product },
      type: 'price_details',
      unit_amount_decimal: String(amountIn(world, price, subscription.currency)),
    },
    quantity: line.quantity ?? item.quantity,
    quantity_decimal: String(line.quantity ?? item.quantity),
    subscription: subscription.id,
    subtotal: line.amount,
    taxes: [],
  } satisfies InvoiceLine;
}

/** Prorations that wait for the subscription's next invoice. */
export function pendingLines(world: World, subscription: Subscription): InvoiceLine[] {
  return world.state.pendingLines
    .filter((pending) => pending.subscription === subscription.id)
    .map((pending) => pending.line);
}

/** The same, and they wait no more. */
export function takePendingLines(world: World, subscription: Subscription): InvoiceLine[] {
  const taken = pendingLines(world, subscription);
  world.state.pendingLines = world.state.pendingLines.filter((pending) => !taken.includes(pending.line));
  return taken;
}

/** The lines for one whole period of everything subscribed to. Free while in trial. */
export function periodLines(world: World, subscription: Subscription): InvoiceLine[] {
  const isTrial = subscription.status === 'trialing';
  return subscription.items.data.map((item) => {
    const name = world.state.products[item.price.product]?.name ?? item.price.product;
    const amount = amountIn(world, item.price, subscription.currency);
    const each = `${amount / 100} ${subscription.currency.toUpperCase()}`;
    return invoiceLine(world, subscription, item, {
      amount: isTrial ? 0 : amount * item.quantity,
      description: isTrial
        ? `Trial period for ${name}`
        : `${item.quantity} × ${name} (at ${each} / ${item.price.recurring?.interval})`,
      period: { start: item.current_period_start, end: item.current_period_end },
      proration: false,
    });
  });
}
