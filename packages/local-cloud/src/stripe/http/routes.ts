import { createPrice, findPrice, updatePrice } from '../catalogue/prices.ts';
import { createProduct, findProduct, updateProduct } from '../catalogue/products.ts';
import {
  createCheckoutSession,
  expireCheckoutSession,
  findCheckoutSession,
} from '../checkout/checkout-sessions.ts';
import { createCustomer, deleteCustomer, retrieveCustomer, updateCustomer } from '../customers/customers.ts';
import { createCoupon, deleteCoupon, findCoupon, updateCoupon } from '../discounts/coupons.ts';
import { createPromotionCode, findPromotionCode, updatePromotionCode } from '../discounts/promotion-codes.ts';
import { finalizeByHand, listInvoiceLines, voidInvoice } from '../invoices/close-invoice.ts';
import { findInvoice, payInvoice } from '../invoices/pay-invoice.ts';
import { previewInvoice } from '../invoices/preview-invoice.ts';
import { listEventSummaries } from '../meters/event-summaries.ts';
import { adjustMeterEvents, createMeterEvent } from '../meters/meter-events.ts';
import { createMeter, findMeter, listMeters, switchMeter, updateMeter } from '../meters/meters.ts';
import {
  attachPaymentMethod,
  createPaymentMethod,
  detachPaymentMethod,
} from '../payment-methods/payment-methods.ts';
import {
  createPortalConfiguration,
  findPortalConfiguration,
  updatePortalConfiguration,
} from '../portal/portal-configurations.ts';
import { createPortalSession } from '../portal/portal-sessions.ts';
import {
  cancelSchedule,
  createSchedule,
  findSchedule,
  releaseSchedule,
  updateSchedule,
} from '../schedules/schedules.ts';
import { noSuch } from '../stripe-error.ts';
import { cancelSubscription } from '../subscriptions/cancel-subscription.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { resumeSubscription } from '../subscriptions/renew-subscription.ts';
import { createSubscription } from '../subscriptions/start-subscription.ts';
import { updateSubscription } from '../subscriptions/update-subscription.ts';
import { createTaxId, deleteTaxId, findTaxId, listTaxIds } from '../tax-ids/tax-ids.ts';
import {
  advanceTestClock,
  createTestClock,
  deleteTestClock,
  findTestClock,
  listTestClocks,
} from '../test-clocks/test-clocks.ts';
import { findWebhookEndpoint, listWebhookEndpoints } from '../webhooks/webhook-endpoints.ts';
import type { World } from '../world.ts';
import {
  listCheckoutLineItems,
  listCheckoutSessions,
  listCoupons,
  listCustomers,
  listEvents,
  listInvoices,
  listPaymentMethods,
  listPaymentMethodsOf,
  listPortalConfigurations,
  listPrices,
  listProducts,
  listPromotionCodes,
  listSchedules,
  listSubscriptions,
} from './lists.ts';
import type { Params } from './params.ts';

/**
 * Answers one API call; `id` is the object named in the path, or empty, and `inner` one that belongs to it. Throws
 * `StripeError`.
 */
export type Handler = (world: World, params: Params, id: string, inner: string) => object;

/** A handler for an object that is only read, where only `expand` may be sent. */
function read(find: (world: World, id: string) => object): Handler {
  return (world, params, id) => {
    params.finish();
    return find(world, id);
  };
}

/** Everything the local Stripe answers; anything else is 501. `:id` and `:inner` stand for one path segment. */
export const routes: Readonly<Record<string, Handler>> = {
  'GET /v1/customers': listCustomers,
  'POST /v1/customers': (world, params) => createCustomer(world, params),
  'GET /v1/customers/:id': read(retrieveCustomer),
  'POST /v1/customers/:id': (world, params, id) => updateCustomer(world, id, params),
  'DELETE /v1/customers/:id': (world, params, id) => deleteCustomer(world, id, params),
  'GET /v1/customers/:id/payment_methods': (world, params, id) => listPaymentMethodsOf(world, id, params),

  'GET /v1/customers/:id/tax_ids': (world, params, id) => listTaxIds(world, id, params),
  'POST /v1/customers/:id/tax_ids': (world, params, id) => createTaxId(world, id, params),
  'GET /v1/customers/:id/tax_ids/:inner': (world, params, id, inner) => {
    params.finish();
    return findTaxId(world, id, inner);
  },
  'DELETE /v1/customers/:id/tax_ids/:inner': (world, params, id, inner) => {
    params.finish();
    return deleteTaxId(world, id, inner);
  },

  'GET /v1/products': listProducts,
  'POST /v1/products': createProduct,
  'GET /v1/products/:id': read(findProduct),
  'POST /v1/products/:id': (world, params, id) => updateProduct(world, id, params),
  'GET /v1/prices': listPrices,
  'POST /v1/prices': (world, params) => createPrice(world, params),
  'GET /v1/prices/:id': read(findPrice),
  'POST /v1/prices/:id': (world, params, id) => updatePrice(world, id, params),

  'GET /v1/coupons': listCoupons,
  'POST /v1/coupons': createCoupon,
  'GET /v1/coupons/:id': read(findCoupon),
  'POST /v1/coupons/:id': (world, params, id) => updateCoupon(world, id, params),
  'DELETE /v1/coupons/:id': (world, params, id) => deleteCoupon(world, id, params),
  'GET /v1/promotion_codes': listPromotionCodes,
  'POST /v1/promotion_codes': createPromotionCode,
  'GET /v1/promotion_codes/:id': read(findPromotionCode),
  'POST /v1/promotion_codes/:id': (world, params, id) => updatePromotionCode(world, id, params),

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

  'GET /v1/subscription_schedules': listSchedules,
  'POST /v1/subscription_schedules': createSchedule,
  'GET /v1/subscription_schedules/:id': read(findSchedule),
  'POST /v1/subscription_schedules/:id': (world, params, id) => updateSchedule(world, id, params),
  'POST /v1/subscription_schedules/:id/release': (world, params, id) => releaseSchedule(world, id, params),
  'POST /v1/subscription_schedules/:id/cancel': (world, params, id) => cancelSchedule(world, id, params),

  'GET /v1/invoices': listInvoices,
  'POST /v1/invoices/create_preview': previewInvoice,
  'GET /v1/invoices/:id': read(findInvoice),
  'GET /v1/invoices/:id/lines': (world, params, id) => listInvoiceLines(world, id, params),
  'POST /v1/invoices/:id/finalize': (world, params, id) => finalizeByHand(world, id, params),
  'POST /v1/invoices/:id/pay': (world, params, id) => payInvoice(world, id, params),
  'POST /v1/invoices/:id/void': (world, params, id) => voidInvoice(world, id, params),

  'GET /v1/billing/meters': listMeters,
  'POST /v1/billing/meters': createMeter,
  'GET /v1/billing/meters/:id': read(findMeter),
  'POST /v1/billing/meters/:id': (world, params, id) => updateMeter(world, id, params),
  'POST /v1/billing/meters/:id/deactivate': (world, params, id) => switchMeter(world, id, params, false),
  'POST /v1/billing/meters/:id/reactivate': (world, params, id) => switchMeter(world, id, params, true),
  'GET /v1/billing/meters/:id/event_summaries': (world, params, id) => listEventSummaries(world, id, params),
  'POST /v1/billing/meter_events': createMeterEvent,
  'POST /v1/billing/meter_event_adjustments': adjustMeterEvents,

  'POST /v1/billing_portal/sessions': createPortalSession,
  'GET /v1/billing_portal/configurations': listPortalConfigurations,
  'POST /v1/billing_portal/configurations': createPortalConfiguration,
  'GET /v1/billing_portal/configurations/:id': read(findPortalConfiguration),
  'POST /v1/billing_portal/configurations/:id': (world, params, id) =>
    updatePortalConfiguration(world, id, params),

  'GET /v1/events': listEvents,
  'GET /v1/events/:id': read(findEvent),
  'GET /v1/webhook_endpoints': listWebhookEndpoints,
  'GET /v1/webhook_endpoints/:id': read(findWebhookEndpoint),

  'GET /v1/test_helpers/test_clocks': listTestClocks,
  'POST /v1/test_helpers/test_clocks': createTestClock,
  'GET /v1/test_helpers/test_clocks/:id': read(findTestClock),
  'DELETE /v1/test_helpers/test_clocks/:id': (world, params, id) => deleteTestClock(world, id, params),
  'POST /v1/test_helpers/test_clocks/:id/advance': (world, params, id) => advanceTestClock(world, id, params),
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
