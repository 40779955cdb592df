import type Stripe from 'stripe';
import { offersOf } from '../discounts/discounts.ts';
import type { Customer, Invoice, InvoiceLine, Subscription } from '../stripe-state.ts';
import { firstItem } from '../subscriptions/find-subscription.ts';
import { taxIdsOf } from '../tax-ids/tax-ids.ts';
import { change, emit, type World } from '../world.ts';
import { discountLines, useUpDiscounts } from './discount-invoice.ts';

/** Stripe leaves a renewal open to changes for this long before it charges. */
const draftSeconds = 3_600;

/** A draft of what the subscription owes. On a cycle it waits an hour; otherwise the caller finalizes it at once. */
export function draftInvoice(
  world: World,
  subscription: Subscription,
  reason: Stripe.Invoice.BillingReason,
  lines: InvoiceLine[],
): Invoice {
  const waits = reason === 'subscription_cycle';
  const invoice = newInvoice(world, subscription, reason, lines);
  invoice.automatically_finalizes_at = waits ? world.now() + draftSeconds : null;
  world.state.invoices[invoice.id] = invoice;
  subscription.latest_invoice = invoice.id;
  emit(world, 'invoice.created', invoice);
  useUpDiscounts(world, invoice);
  return invoice;
}

/** The invoice itself, known to nobody: a draft to be stored, or a preview. */
export function newInvoice(
  world: World,
  subscription: Subscription,
  reason: Stripe.Invoice.BillingReason,
  lines: InvoiceLine[],
): Invoice {
  const id = world.newId('in');
  const customer = world.state.customers[subscription.customer];
  const item = firstItem(subscription);
  const taken = discountLines(lines, offersOf(world, subscription));
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const total = taken.reduce((left, { amount }) => left - amount, subtotal);
  const balance = creditIn(world, customer, subscription.currency);
  const due = Math.max(0, total + balance);
  for (const line of lines) line.invoice = id;
  return {
    id,
    object: 'invoice',
    account_country: 'US',
    account_name: 'Archipelago (local)',
    account_tax_ids: null,
    amount_due: due,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: due,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: reason,
    collection_method: 'charge_automatically',
    created: world.now(),
    currency: subscription.currency,
    custom_fields: null,
    customer: subscription.customer,
    customer_account: null,
    customer_address: customer?.address ?? null,
    customer_email: customer?.email ?? null,
    customer_name: customer?.name ?? null,
    customer_phone: customer?.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: customer?.tax_exempt ?? 'none',
    customer_tax_ids: taxIdsOf(world, subscription.customer).map(({ type, value }) => ({ type, value })),
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: taken.map(({ discount }) => discount),
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: 'list', data: lines, has_more: false, url: `/v1/invoices/${id}/lines` },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: item.current_period_end,
    period_start: item.current_period_start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: balance,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal,
    subtotal_excluding_tax: subtotal,
    test_clock: subscription.test_clock,
    total,
    total_discount_amounts: taken,
    total_excluding_tax: total,
    total_pretax_credit_amounts: taken.map((reduction) => ({ ...reduction, type: 'discount' })),
    total_taxes: [],
    webhooks_delivered_at: null,
  } satisfies Invoice;
}

/** A balance belongs to the currency it came to be in: in another one it waits. */
function creditIn({ state }: World, customer: Customer | undefined, currency: string): number {
  if (!customer) return 0;
  const isItsOwn = (customer.currency ?? currency) === currency;
  return isItsOwn ? customer.balance : (state.waitingCredit[customer.id]?.[currency] ?? 0);
}

function changeCurrency({ state }: World, customer: Customer, currency: string): void {
  if (customer.currency && customer.currency !== currency) {
    const { [currency]: _, ...others } = state.waitingCredit[customer.id] ?? {};
    state.waitingCredit[customer.id] = { ...others, [customer.currency]: customer.balance };
  }
  customer.currency = currency;
}

/** Gives the invoice its number and pages, and takes a credit balance into account. */
export function finalizeInvoice(world: World, invoice: Invoice): void {
  const customer = world.state.customers[invoice.customer];
  const balance = creditIn(world, customer, invoice.currency);
  const owed = invoice.total + balance;
  invoice.status = 'open';
  invoice.starting_balance = balance;
  invoice.ending_balance = Math.min(0, owed);
  invoice.amount_due = Math.max(0, owed);
  invoice.amount_remaining = invoice.amount_due;
  invoice.automatically_finalizes_at = null;
  invoice.effective_at = world.now();
  invoice.status_transitions.finalized_at = world.now();
  invoice.hosted_invoice_url = `${world.baseUrl}/i/${invoice.id}`;
  invoice.invoice_pdf = `${world.baseUrl}/i/${invoice.id}/print`;
  if (customer) {
    const sequence = customer.next_invoice_sequence ?? 1;
    invoice.number = `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`;
    change(world, customer, 'customer.updated', (owner) => {
      owner.next_invoice_sequence = sequence + 1;
      changeCurrency(world, owner, invoice.currency);
      owner.balance = invoice.ending_balance ?? 0;
    });
  }
  emit(world, 'invoice.finalized', invoice);
}
