import Stripe from 'stripe';

/** The SDK's method behind each endpoint: what it returns is what the endpoint has to answer. */
export const sdkMethods: Readonly<Record<string, string>> = {
  'GET /v1/customers': 'customers.list',
  'POST /v1/customers': 'customers.create',
  'GET /v1/customers/:id': 'customers.retrieve',
  'POST /v1/customers/:id': 'customers.update',
  'DELETE /v1/customers/:id': 'customers.del',
  'GET /v1/customers/:id/payment_methods': 'customers.listPaymentMethods',
  'GET /v1/customers/:id/tax_ids': 'customers.listTaxIds',
  'POST /v1/customers/:id/tax_ids': 'customers.createTaxId',
  'GET /v1/customers/:id/tax_ids/:inner': 'customers.retrieveTaxId',
  'DELETE /v1/customers/:id/tax_ids/:inner': 'customers.deleteTaxId',
  'GET /v1/products': 'products.list',
  'POST /v1/products': 'products.create',
  'GET /v1/products/:id': 'products.retrieve',
  'POST /v1/products/:id': 'products.update',
  'GET /v1/prices': 'prices.list',
  'POST /v1/prices': 'prices.create',
  'GET /v1/prices/:id': 'prices.retrieve',
  'POST /v1/prices/:id': 'prices.update',
  'GET /v1/coupons': 'coupons.list',
  'POST /v1/coupons': 'coupons.create',
  'GET /v1/coupons/:id': 'coupons.retrieve',
  'POST /v1/coupons/:id': 'coupons.update',
  'DELETE /v1/coupons/:id': 'coupons.del',
  'GET /v1/promotion_codes': 'promotionCodes.list',
  'POST /v1/promotion_codes': 'promotionCodes.create',
  'GET /v1/promotion_codes/:id': 'promotionCodes.retrieve',
  'POST /v1/promotion_codes/:id': 'promotionCodes.update',
  'GET /v1/payment_methods': 'paymentMethods.list',
  'POST /v1/payment_methods': 'paymentMethods.create',
  'GET /v1/payment_methods/:id': 'paymentMethods.retrieve',
  'POST /v1/payment_methods/:id/attach': 'paymentMethods.attach',
  'POST /v1/payment_methods/:id/detach': 'paymentMethods.detach',
  'GET /v1/checkout/sessions': 'checkout.sessions.list',
  'POST /v1/checkout/sessions': 'checkout.sessions.create',
  'GET /v1/checkout/sessions/:id': 'checkout.sessions.retrieve',
  'GET /v1/checkout/sessions/:id/line_items': 'checkout.sessions.listLineItems',
  'POST /v1/checkout/sessions/:id/expire': 'checkout.sessions.expire',
  'GET /v1/subscriptions': 'subscriptions.list',
  'POST /v1/subscriptions': 'subscriptions.create',
  'GET /v1/subscriptions/:id': 'subscriptions.retrieve',
  'POST /v1/subscriptions/:id': 'subscriptions.update',
  'DELETE /v1/subscriptions/:id': 'subscriptions.cancel',
  'POST /v1/subscriptions/:id/resume': 'subscriptions.resume',
  'GET /v1/subscription_schedules': 'subscriptionSchedules.list',
  'POST /v1/subscription_schedules': 'subscriptionSchedules.create',
  'GET /v1/subscription_schedules/:id': 'subscriptionSchedules.retrieve',
  'POST /v1/subscription_schedules/:id': 'subscriptionSchedules.update',
  'POST /v1/subscription_schedules/:id/release': 'subscriptionSchedules.release',
  'POST /v1/subscription_schedules/:id/cancel': 'subscriptionSchedules.cancel',
  'GET /v1/invoices': 'invoices.list',
  'POST /v1/invoices/create_preview': 'invoices.createPreview',
  'GET /v1/invoices/:id': 'invoices.retrieve',
  'GET /v1/invoices/:id/lines': 'invoices.listLineItems',
  'POST /v1/invoices/:id/finalize': 'invoices.finalizeInvoice',
  'POST /v1/invoices/:id/pay': 'invoices.pay',
  'POST /v1/invoices/:id/void': 'invoices.voidInvoice',
  'GET /v1/billing/meters': 'billing.meters.list',
  'POST /v1/billing/meters': 'billing.meters.create',
  'GET /v1/billing/meters/:id': 'billing.meters.retrieve',
  'POST /v1/billing/meters/:id': 'billing.meters.update',
  'POST /v1/billing/meters/:id/deactivate': 'billing.meters.deactivate',
  'POST /v1/billing/meters/:id/reactivate': 'billing.meters.reactivate',
  'GET /v1/billing/meters/:id/event_summaries': 'billing.meters.listEventSummaries',
  'POST /v1/billing/meter_events': 'billing.meterEvents.create',
  'POST /v1/billing/meter_event_adjustments': 'billing.meterEventAdjustments.create',
  'POST /v1/billing_portal/sessions': 'billingPortal.sessions.create',
  'GET /v1/billing_portal/configurations': 'billingPortal.configurations.list',
  'POST /v1/billing_portal/configurations': 'billingPortal.configurations.create',
  'GET /v1/billing_portal/configurations/:id': 'billingPortal.configurations.retrieve',
  'POST /v1/billing_portal/configurations/:id': 'billingPortal.configurations.update',
  'GET /v1/events': 'events.list',
  'GET /v1/events/:id': 'events.retrieve',
  'GET /v1/webhook_endpoints': 'webhookEndpoints.list',
  'GET /v1/webhook_endpoints/:id': 'webhookEndpoints.retrieve',
  'GET /v1/test_helpers/test_clocks': 'testHelpers.testClocks.list',
  'POST /v1/test_helpers/test_clocks': 'testHelpers.testClocks.create',
  'GET /v1/test_helpers/test_clocks/:id': 'testHelpers.testClocks.retrieve',
  'DELETE /v1/test_helpers/test_clocks/:id': 'testHelpers.testClocks.del',
  'POST /v1/test_helpers/test_clocks/:id/advance': 'testHelpers.testClocks.advance',
};

/** The type of what an SDK method resolves to, as TypeScript, e.g. of `customers.list`. */
export function returnType(method: string): string {
  const path = method.split('.').map((name) => `['${name}']`);
  return `Awaited<ReturnType<Stripe${path.join('')}>>`;
}

/** What an SDK method asks the API for, with so many ids in its path. Nothing is sent. */
export async function requestOfMethod(
  method: string,
  ids: number,
): Promise<{ method: string; pathname: string }> {
  let asked = { method: '', pathname: '' };
  const recordingFetch: typeof fetch = async (input, init) => {
    asked = { method: init?.method ?? 'GET', pathname: new URL(String(input)).pathname };
    return Response.json({ id: 'x', object: 'x' });
  };
  const client = new Stripe('sk_test_nobody', { httpClient: Stripe.createFetchHttpClient(recordingFetch) });
  const path = method.split('.');
  const name = path.pop() ?? '';
  const resource = path.reduce<unknown>((object, key) => (object as Record<string, unknown>)[key], client);
  const methods = resource as Record<string, (...input: unknown[]) => Promise<unknown>>;
  await methods[name]?.(...Array.from({ length: ids }, () => 'x_1'), {});
  return asked;
}
