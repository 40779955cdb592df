import type { Params } from '../http/params.ts';
import { invalidRequest } from '../stripe-error.ts';
import type { Price } from '../stripe-state.ts';
import type { World } from '../world.ts';

/** Cents by currency, besides the price's own. */
export function readCurrencyOptions(params: Params): Record<string, number> | undefined {
  const options = params.object('currency_options');
  if (!options) return undefined;
  return Object.fromEntries(
    options.names().map((currency) => {
      const name = `currency_options[${currency}]`;
      if (!/^[a-z]{3}$/.test(currency)) throw invalidRequest(`Invalid currency: ${currency}.`, name);
      const option = options.object(currency);
      const amount = option?.integer('unit_amount');
      option?.choice('tax_behavior', ['exclusive', 'inclusive', 'unspecified']);
      if (amount === undefined || amount < 0)
        throw invalidRequest('Invalid unit_amount: give a whole number of cents.', `${name}[unit_amount]`);
      return [currency, amount];
    }),
  );
}

/** As the API shows them when they are asked for: the price's own currency is one of them. */
export function shownCurrencyOptions(
  { currency, unit_amount, tax_behavior }: Price,
  options: Readonly<Record<string, number>>,
): NonNullable<Price['currency_options']> {
  return Object.fromEntries(
    Object.entries({ [currency]: unit_amount ?? 0, ...options }).map(([name, amount]) => [
      name,
      { custom_unit_amount: null, tax_behavior, unit_amount: amount, unit_amount_decimal: String(amount) },
    ]),
  );
}

/** Cents of one unit in a currency. Throws Stripe's error for one that the price is not sold in. */
export function amountIn(world: Pick<World, 'state'>, price: Price, currency: string): number {
  if (price.currency === currency) return price.unit_amount ?? 0;
  const amount = world.state.currencyOptions[price.id]?.[currency];
  if (amount !== undefined) return amount;
  const message = `The price specified only supports \`${[price.currency, ...Object.keys(world.state.currencyOptions[price.id] ?? {})].join('`, `')}\`. This doesn't match the expected currency: \`${currency}\`.`;
  throw invalidRequest(message, 'currency');
}

/** Throws Stripe's error unless a customer who has a subscription goes on in its currency. */
export function requireOneCurrency(world: World, customer: string, currency: string): void {
  const other = Object.values(world.state.subscriptions).find(
    (subscription) =>
      subscription.customer === customer &&
      subscription.ended_at === null &&
      subscription.currency !== currency,
  );
  if (!other) return;
  throw invalidRequest(
    `You cannot combine currencies on a single customer. This customer has an active subscription, subscription schedule, discount, quote, or invoice item with currency ${other.currency}.`,
    'currency',
  );
}

/** What a customer is billed in when a request names no currency: what is running, else the price's own. */
export function currencyFor(
  world: World,
  customer: string | null,
  asked: string | undefined,
  price: Price | undefined,
): string {
  if (asked) return asked.toLowerCase();
  const running = Object.values(world.state.subscriptions).find(
    (subscription) => subscription.customer === customer && subscription.ended_at === null,
  );
  return running?.currency ?? price?.currency ?? 'usd';
}
