import type { StripeCatalogue } from '../catalogue-as-stripe.ts';
import { findPortalConfiguration, portalMetadata } from '../portal-configuration.ts';
import type { Stripe } from '../stripe.ts';
import type { Step } from './step.ts';

/**
 * The hosted portal does what the product does: plans of the catalogue at their prices, upgrades at once, downgrades and
 * cancelling at the end of the period, and no seats, which follow the team.
 */
export async function comparePortal(stripe: Stripe, { prices }: StripeCatalogue): Promise<Step[]> {
  const ids = new Map<string, string[]>();
  for await (const price of stripe.prices.list({
    lookup_keys: prices.map(({ lookup_key }) => lookup_key),
    active: true,
    limit: 100,
  })) {
    const product = typeof price.product === 'string' ? price.product : price.product.id;
    ids.set(product, [...(ids.get(product) ?? []), price.id]);
  }
  const features = wantedFeatures([...ids].map(([product, priceIds]) => ({ product, prices: priceIds })));
  const configuration = await findPortalConfiguration(stripe);
  if (!configuration) {
    return [
      {
        what: 'create the configuration of the customer portal',
        run: () =>
          stripe.billingPortal.configurations.create(
            { features, name: 'Archipelago', metadata: { ...portalMetadata } },
            { idempotencyKey: `portal:${[...ids.values()].flat().sort().join(',')}` },
          ),
      },
    ];
  }
  if (JSON.stringify(summary(configuration.features)) === JSON.stringify(summary(features))) return [];
  return [
    {
      what: 'change the configuration of the customer portal',
      run: () => stripe.billingPortal.configurations.update(configuration.id, { features }),
    },
  ];
}

function wantedFeatures(products: { product: string; prices: string[] }[]) {
  return {
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    customer_update: { enabled: true, allowed_updates: ['email', 'name', 'tax_id'] },
    subscription_cancel: { enabled: true, mode: 'at_period_end', proration_behavior: 'none' },
    subscription_update: {
      enabled: products.length > 0,
      default_allowed_updates: ['price'],
      proration_behavior: 'always_invoice',
      products,
      schedule_at_period_end: {
        conditions: [{ type: 'decreasing_item_amount' }, { type: 'shortening_interval' }],
      },
    },
  } satisfies Stripe.BillingPortal.ConfigurationCreateParams.Features;
}

/** What both sides of the comparison have, in one order. */
function summary(
  features:
    | Stripe.BillingPortal.ConfigurationCreateParams.Features
    | Stripe.BillingPortal.Configuration.Features,
): unknown {
  const { customer_update: customer, subscription_cancel: cancel, subscription_update: update } = features;
  const products = update?.products || [];
  const conditions = update?.schedule_at_period_end?.conditions || [];
  return {
    invoices: features.invoice_history?.enabled,
    card: features.payment_method_update?.enabled,
    customer: [customer?.enabled, [...(customer?.allowed_updates || [])].sort()],
    cancel: [cancel?.enabled, cancel?.mode],
    update: [
      update?.enabled,
      [...(update?.default_allowed_updates || [])].sort(),
      update?.proration_behavior,
    ],
    products: products.map(({ product, prices }) => [product, ...[...prices].sort()].join(' ')).sort(),
    conditions: conditions.map(({ type }) => type).sort(),
  };
}
