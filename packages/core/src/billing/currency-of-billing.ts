import { currencyOfCountry } from '@archipelago/routing/currency-of-country';
import type { RequestInfo } from '../context/context.ts';
import { type Currency, currencies } from './catalogue.ts';

interface Standing {
  status: string;
  currency: Currency;
}

const over = ['incomplete_expired', 'canceled'];

/**
 * Whether a workspace's currency is chosen for good: Stripe bills one customer in one currency at a time, so that a plan keeps
 * the one it was begun in, its trial included, until it has ended.
 */
export function isCurrencyFixed<Subscription extends Standing>(
  subscription: Subscription | null,
): subscription is Subscription {
  return subscription !== null && !over.includes(subscription.status);
}

/** The currency of the running plan, or else what a new one begins with: that of the country the person is in. */
export function startingCurrency(ctx: { request: RequestInfo; subscription: Standing | null }): Currency {
  return chosenCurrency(ctx, undefined);
}

/** What a person chose, unless a running plan has a currency already. */
export function chosenCurrency(
  ctx: { request: RequestInfo; subscription: Standing | null },
  chosen: Currency | undefined,
): Currency {
  return isCurrencyFixed(ctx.subscription)
    ? ctx.subscription.currency
    : (chosen ?? currencyOfCountry(ctx.request.country));
}

/** Throws for one that is not in the catalogue: nobody could have bought a plan of ours in it here. */
export function catalogueCurrency(name: string): Currency {
  const known = currencies.find((currency) => currency === name.toLowerCase());
  if (known) return known;
  throw new Error(
    `A subscription is paid in ${name}, which is not in the catalogue. Add it to currencies in billing/catalogue.ts.`,
  );
}
