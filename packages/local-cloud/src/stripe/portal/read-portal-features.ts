import type { Params } from '../http/params.ts';
import { notSimulated } from '../stripe-error.ts';
import type { PortalConfiguration } from '../stripe-state.ts';

type Features = PortalConfiguration['features'];

/** Reads what a configuration switches; the function it returns puts it on one. */
export function readPortalFeatures(params: Params | undefined): (features: Features) => void {
  const invoices = params?.object('invoice_history')?.boolean('enabled');
  const card = params?.object('payment_method_update')?.boolean('enabled');
  const customer = readCustomerUpdate(params?.object('customer_update'));
  const cancel = readCancel(params?.object('subscription_cancel'));
  const update = readUpdate(params?.object('subscription_update'));
  return (features) => {
    if (invoices !== undefined) features.invoice_history.enabled = invoices;
    if (card !== undefined) features.payment_method_update.enabled = card;
    Object.assign(features.customer_update, customer);
    Object.assign(features.subscription_cancel, cancel);
    Object.assign(features.subscription_update, update);
  };
}

function readCustomerUpdate(params: Params | undefined): Partial<Features['customer_update']> {
  if (!params) return {};
  const allowed = params.strings('allowed_updates');
  const unknown = allowed?.find((what) => !['email', 'name', 'tax_id'].includes(what));
  if (unknown) throw notSimulated(`changing the ${unknown} in the portal`);
  const enabled = params.boolean('enabled') ?? false;
  return { enabled, ...(allowed && { allowed_updates: allowed }) };
}

function readCancel(params: Params | undefined): Partial<Features['subscription_cancel']> {
  if (!params) return {};
  const mode = params.choice('mode', ['at_period_end', 'immediately']);
  params.choice('proration_behavior', ['none']);
  return { enabled: params.boolean('enabled') ?? false, ...(mode && { mode }) };
}

function readUpdate(params: Params | undefined): Partial<Features['subscription_update']> {
  if (!params) return {};
  const products = params.objects('products')?.map((product) => {
    const quantity = product.object('adjustable_quantity');
    return {
      product: product.required('product'),
      prices: product.strings('prices') ?? [],
      adjustable_quantity: {
        enabled: quantity?.boolean('enabled') ?? false,
        maximum: quantity?.integer('maximum') ?? null,
        minimum: quantity?.integer('minimum') ?? 1,
      },
    };
  });
  const allowed = params.strings('default_allowed_updates');
  const unknown = allowed?.find((what) => what !== 'price' && what !== 'quantity');
  if (unknown) throw notSimulated(`changing the ${unknown} in the portal`);
  const conditions = params
    .object('schedule_at_period_end')
    ?.objects('conditions')
    ?.map((condition) => ({
      type: condition.choice('type', ['decreasing_item_amount', 'shortening_interval']) ?? '',
    }));
  params.choice('proration_behavior', ['always_invoice']);
  return {
    enabled: params.boolean('enabled') ?? false,
    ...(products && { products }),
    ...(allowed && { default_allowed_updates: allowed }),
    ...(conditions && { schedule_at_period_end: { conditions } }),
  };
}
