import { createPrice, findPrice, updatePrice } from '../catalogue/prices.ts';
import { createProduct, findProduct, updateProduct } from '../catalogue/products.ts';
import {
  createCheckoutSession,
  expireCheckoutSession,
  findCheckoutSession,
} from '../checkout/checkout-sessions.ts';
import { createCustomer, deleteCustomer, retrieveCustomer, updateCustomer } from '../customers/customers.ts';
import { findInvoice, payInvoice } from '../invoices/pay-invoice.ts';
import { previewInvoice } from '../invoices/preview-invoice.ts';
import {
  attachPaymentMethod,
  createPaymentMethod,
  detachPaymentMethod,
} from '../payment-methods/payment-methods.ts';
import { createPortalConfiguration, findPortalConfiguration } from '../portal/portal-configurations.ts';
import { createPortalSession } from '../portal/portal-sessions.ts';
import { noSuch } from '../stripe-error.ts';
import { cancelSubscription } from '../subscriptions/cancel-subscription.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { resumeSubscription } from '../subscriptions/renew-subscription.ts';
import { createSubscription } from '../subscriptions/start-subscription.ts';
import { updateSubscription } from '../subscriptions/update-subscription.ts';
import { findWebhookEndpoint, listWebhookEndpoints } from '../webhooks/webhook-endpoints.ts';
import type { World } from '../world.ts';
import {
  listCheckoutLineItems,
  listCheckoutSessions,
  listCustomers,
  listEvents,
  listInvoices,
  listPaymentMethods,
  listPaymentMethodsOf,
  listPortalConfigurations,
  listPrices,
  listProducts,
  listSubscriptions,
} from './lists.ts';
import type { Params } from './params.ts';

/** Answers one API call; `id` is the object named in the path, or empty. Throws `StripeError`. */
export type Handler = (world: World, params: Params, id: string) => object;

/** A handler for an object that is only read, where only `expand` may be sent. */
function read(find: (world: World, id: string) => object): Handler {
  return (world, params, id) => {
    params.finish();
    return find(world, id);
  };
}

/** Everything the local Stripe answers; anything else is 501. `:id` stands for one path segment. */
export const routes: Readonly<Record<string, Handler>> = {
  'GET /v1/customers': listCustomers,
  'POST /v1/customers': (world, params) => createCustomer(world, params),
  'GET /v1/customers/:id': read(retrieveCustomer),
  'POST /v1/customers/:id': (world, params, id) => updateCustomer(world, id, params),
  'DELETE /v1/customers/:id': (world, params, id) => deleteCustomer(world, id, params),
  'GET /v1/customers/:id/payment_methods': (world, params, id) => listPaymentMethodsOf(world, id, params),

  'GET /v1/products': listProducts,
  'POST /v1/products': createProduct,
  'GET /v1/products/:id': read(findProduct),
  'POST /v1/products/:id': (world, params, id) => updateProduct(world, id, params),
  'GET /v1/prices': listPrices,
  'POST /v1/prices': (world, params) => createPrice(world, params),
  'GET /v1/prices/:id': read(findPrice),
  'POST /v1/prices/:id': (world, params, id) => updatePrice(world, id, params),

  'GET /v1/payment_methods': listPaymentMethods,
  'POST /v1/payment_methods': createPaymentMethod,
  'GET /v1/payment_methods/:id': read(findPaymentMethod),
  'POST /v1/payment_methods/:id/attach': (world, params, id) => attachPaymentMethod(world, id, params),
  'POST /v1/payment_methods/:id/detach': (world, params, id) => detachPaymentMethod(world, id, params),

  'GET /v1/checkout/sessions': listCheckoutSessions,
  'POST /v1/checkout/sessions': createCheckoutSession,
  'GET /v1/checkout/sessions/:id': read(findCheckoutSession),
  'GET /v1/checkout/sessions/:id/line_items': (world, params, id) => listCheckoutLineItems(world, id, params),
  'POST /v1/checkout/sessions/:id/expire': (world, params, id) => expireCheckoutSession(world, id, params),

  'GET /v1/subscriptions': listSubscriptions,
  'POST /v1/subscriptions': createSubscription,
  'GET /v1/subscriptions/:id': read(findSubscription),
  'POST /v1/subscriptions/:id': (world, params, id) => updateSubscription(world, id, params),
  'DELETE /v1/subscriptions/:id': (world, params, id) => cancelSubscription(world, id, params),
  'POST /v1/subscriptions/:id/resume': (world, params, id) => resumeSubscription(world, id, params),

  'GET /v1/invoices': listInvoices,
  'POST /v1/invoices/create_preview': previewInvoice,
  'GET /v1/invoices/:id': read(findInvoice),
  'POST /v1/invoices/:id/pay': (world, params, id) => payInvoice(world, id, params),

  'POST /v1/billing_portal/sessions': createPortalSession,
  'GET /v1/billing_portal/configurations': listPortalConfigurations,
  'POST /v1/billing_portal/configurations': createPortalConfiguration,
  'GET /v1/billing_portal/configurations/:id': read(findPortalConfiguration),

  'GET /v1/events': listEvents,
  'GET /v1/events/:id': read(findEvent),
  'GET /v1/webhook_endpoints': listWebhookEndpoints,
  'GET /v1/webhook_endpoints/:id': read(findWebhookEndpoint),
};

function findPaymentMethod(world: World, id: string): object {
  const method = world.state.paymentMethods[id];
  if (!method) throw noSuch('PaymentMethod', id, 'payment_method');
  return method;
}

function findEvent(world: World, id: string): object {
  const event = world.state.events[id];
  if (!event) throw noSuch('event', id);
  return event;
}
