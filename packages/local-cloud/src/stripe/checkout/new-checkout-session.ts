import type { CheckoutRequest, CheckoutSession } from '../stripe-state.ts';
import type { World } from '../world.ts';
import { checkoutAmounts } from './checkout-amounts.ts';

type Given = Pick<
  CheckoutSession,
  | 'customer'
  | 'customer_email'
  | 'success_url'
  | 'cancel_url'
  | 'payment_method_collection'
  | 'client_reference_id'
  | 'allow_promotion_codes'
  | 'locale'
  | 'metadata'
  | 'expires_at'
>;

/** An open session. What is due now is nothing while a trial runs. */
export function newCheckoutSession(world: World, request: CheckoutRequest, given: Given): CheckoutSession {
  const id = world.newId('cs_test');
  const { subtotal, total } = checkoutAmounts(world, request);
  return {
    ...given,
    id,
    object: 'checkout.session',
    adaptive_pricing: null,
    after_expiration: null,
    allowed_payment_method_types: null,
    amount_subtotal: subtotal,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: world.now(),
    currency: request.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer_account: null,
    customer_creation: given.customer ? null : 'always',
    customer_details: null,
    discounts: request.discounts.map(({ coupon, promotionCode }) => ({
      coupon: promotionCode ? null : coupon,
      promotion_code: promotionCode,
    })),
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    managed_payments: null,
    mode: 'subscription',
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    total_details: { amount_discount: subtotal - total, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${world.baseUrl}/c/pay/${id}`,
    wallet_options: null,
  } satisfies CheckoutSession;
}
