import type Stripe from 'stripe';
import { type Conditions, normalConditions } from './conditions/conditions.ts';
import type { CardBehaviour } from './payment-methods/test-cards.ts';
import type { Wire } from './wire.ts';

/** What is kept are ids where Stripe's types also allow the expanded object. */
type Kept<T, Replaced> = Omit<Wire<T>, keyof Replaced> & Replaced;

export type Customer = Kept<
  Stripe.Customer,
  { invoice_settings: Kept<Stripe.Customer.InvoiceSettings, { default_payment_method: string | null }> }
>;
export type Product = Wire<Stripe.Product>;
export type Price = Kept<Stripe.Price, { product: string }>;
export type PaymentMethod = Kept<Stripe.PaymentMethod, { customer: string | null }>;
export type SubscriptionItem = Kept<Stripe.SubscriptionItem, { price: Price; quantity: number }>;
export type Subscription = Kept<
  Stripe.Subscription,
  {
    customer: string;
    default_payment_method: string | null;
    discounts: string[];
    latest_invoice: string | null;
    schedule: string | null;
    items: { object: 'list'; data: SubscriptionItem[]; has_more: boolean; url: string };
  }
>;
export type InvoiceLine = Wire<Stripe.InvoiceLineItem>;
export type Invoice = Kept<
  Stripe.Invoice,
  {
    customer: string;
    hosted_invoice_url: string | null;
    lines: { object: 'list'; data: InvoiceLine[]; has_more: boolean; url: string };
  }
>;
export type CheckoutSession = Kept<
  Stripe.Checkout.Session,
  { customer: string | null; subscription: string | null; invoice: string | null }
>;
export type PortalConfiguration = Wire<Stripe.BillingPortal.Configuration>;
export type PortalSession = Kept<Stripe.BillingPortal.Session, { configuration: string }>;
export type WebhookEndpoint = Wire<Stripe.WebhookEndpoint>;
export type Coupon = Wire<Stripe.Coupon>;
export type PromotionCode = Kept<
  Stripe.PromotionCode,
  { customer: string | null; promotion: { coupon: string | null; type: 'coupon' } }
>;
export type Discount = Kept<
  Stripe.Discount,
  { customer: string | null; promotion_code: string | null; source: { coupon: string | null; type: string } }
>;
export type TaxId = Kept<Stripe.TaxId, { customer: string | null }>;
export type Meter = Wire<Stripe.Billing.Meter>;
export type MeterEvent = Wire<Stripe.Billing.MeterEvent>;
export type MeterEventAdjustment = Wire<Stripe.Billing.MeterEventAdjustment>;
export type MeterEventSummary = Wire<Stripe.Billing.MeterEventSummary>;
export type TestClock = Wire<Stripe.TestHelpers.TestClock>;
export type ScheduleItem = Kept<
  Stripe.SubscriptionSchedule.Phase.Item,
  { price: string; plan: string; quantity: number }
>;
export type SchedulePhase = Kept<Stripe.SubscriptionSchedule.Phase, { items: ScheduleItem[] }>;
export type SubscriptionSchedule = Kept<
  Stripe.SubscriptionSchedule,
  { customer: string; subscription: string | null; phases: SchedulePhase[] }
>;

export interface StoredEvent {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: object; previous_attributes?: object };
  livemode: false;
  pending_webhooks: number;
  request: Stripe.Event.Request;
  type: Stripe.Event.Type;
}

/** A proration that waits for the subscription's next invoice. */
export interface PendingLine {
  customer: string;
  subscription: string;
  line: InvoiceLine;
}

/** What Checkout was asked for and does not show in the session itself. */
export interface CheckoutRequest {
  lines: { price: string; quantity: number }[];
  /** Of the whole session: what the person is charged in. */
  currency: string;
  trialDays: number;
  /** Unix seconds, when the trial's end was given instead of its length. */
  trialEnd: number | null;
  missingPaymentMethod: 'cancel' | 'create_invoice' | 'pause';
  subscriptionMetadata: Record<string, string>;
  subscriptionDescription: string | null;
  /** What the person or the caller redeemed: coupon, and code if there was one. */
  discounts: { coupon: string; promotionCode: string | null }[];
}

export interface DeliveryAttempt {
  /** Unix milliseconds of this machine's clock, not of the billing clock. */
  at: number;
  durationMs: number;
  /** Null when nothing answered; `error` then says why. */
  status: number | null;
  error: string | null;
  /** The first 500 characters of the answer. */
  response: string;
}

export interface Delivery {
  id: string;
  eventId: string;
  eventType: string;
  endpointId: string;
  url: string;
  /** `duplicate`: the same event sent once more on demand. */
  kind: 'first' | 'duplicate';
  state: 'pending' | 'delivered' | 'failed';
  /** Unix milliseconds of this machine's clock. */
  createdAt: number;
  attempts: DeliveryAttempt[];
  /** Unix milliseconds; null when none is planned. */
  nextAttemptAt: number | null;
}

export interface IdempotentAnswer {
  /** Hash of method, path and parameters. */
  fingerprint: string;
  status: number;
  body: unknown;
  requestId: string;
  /** Unix milliseconds; answers are kept for 24 hours. */
  at: number;
}

/** Everything the local Stripe knows; plain JSON. Records keep insertion order, which is the order of creation. */
export interface StripeState {
  /** Seconds that the billing clock is ahead of this machine's clock. */
  clockAheadBy: number;
  /** Of whoever is charged next. */
  declineNextCharge: boolean;
  /** Of one customer. */
  declineNextChargeOf: Record<string, true>;
  conditions: Conditions;
  customers: Record<string, Customer>;
  deletedCustomers: Record<string, true>;
  /** By customer: the balances in currencies that are not the customer's at the moment. */
  waitingCredit: Record<string, Record<string, number>>;
  products: Record<string, Product>;
  prices: Record<string, Price>;
  /** By price: cents in the currencies that are not its own. Stripe shows them only where they are expanded. */
  currencyOptions: Record<string, Record<string, number>>;
  paymentMethods: Record<string, PaymentMethod>;
  cardBehaviour: Record<string, CardBehaviour>;
  subscriptions: Record<string, Subscription>;
  schedules: Record<string, SubscriptionSchedule>;
  coupons: Record<string, Coupon>;
  deletedCoupons: Record<string, true>;
  promotionCodes: Record<string, PromotionCode>;
  discounts: Record<string, Discount>;
  /** Discounts that are over; they stay readable for the invoices that show them. */
  endedDiscounts: Record<string, true>;
  taxIds: Record<string, TaxId>;
  meters: Record<string, Meter>;
  /** By identifier. */
  meterEvents: Record<string, MeterEvent>;
  testClocks: Record<string, TestClock>;
  pendingLines: PendingLine[];
  invoices: Record<string, Invoice>;
  checkoutSessions: Record<string, CheckoutSession>;
  checkoutRequests: Record<string, CheckoutRequest>;
  portalConfigurations: Record<string, PortalConfiguration>;
  portalSessions: Record<string, PortalSession>;
  /** Warnings already sent, e.g. `trial_will_end:sub_…`. */
  notices: Record<string, true>;
  events: Record<string, StoredEvent>;
  idempotency: Record<string, IdempotentAnswer>;
  deliveries: Delivery[];
}

export function emptyState(): StripeState {
  return {
    clockAheadBy: 0,
    declineNextCharge: false,
    declineNextChargeOf: {},
    conditions: { ...normalConditions },
    customers: {},
    deletedCustomers: {},
    waitingCredit: {},
    products: {},
    prices: {},
    currencyOptions: {},
    paymentMethods: {},
    cardBehaviour: {},
    subscriptions: {},
    schedules: {},
    coupons: {},
    deletedCoupons: {},
    promotionCodes: {},
    discounts: {},
    endedDiscounts: {},
    taxIds: {},
    meters: {},
    meterEvents: {},
    testClocks: {},
    pendingLines: [],
    invoices: {},
    checkoutSessions: {},
    checkoutRequests: {},
    portalConfigurations: {},
    portalSessions: {},
    notices: {},
    events: {},
    idempotency: {},
    deliveries: [],
  };
}
