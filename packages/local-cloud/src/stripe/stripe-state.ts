import type Stripe from 'stripe';
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
    latest_invoice: string | null;
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
  trialDays: number;
  /** Unix seconds, when the trial's end was given instead of its length. */
  trialEnd: number | null;
  missingPaymentMethod: 'cancel' | 'create_invoice' | 'pause';
  subscriptionMetadata: Record<string, string>;
  subscriptionDescription: string | null;
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
  declineNextCharge: boolean;
  customers: Record<string, Customer>;
  deletedCustomers: Record<string, true>;
  products: Record<string, Product>;
  prices: Record<string, Price>;
  paymentMethods: Record<string, PaymentMethod>;
  cardBehaviour: Record<string, CardBehaviour>;
  subscriptions: Record<string, Subscription>;
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
    customers: {},
    deletedCustomers: {},
    products: {},
    prices: {},
    paymentMethods: {},
    cardBehaviour: {},
    subscriptions: {},
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
