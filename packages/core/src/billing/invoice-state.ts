import type { Stripe } from './stripe.ts';

/** The part of one of Stripe's invoices that we keep, as it was when we asked. */
export interface InvoiceState {
  stripeInvoiceId: string;
  number: string | null;
  status: InvoiceStatus;
  currency: string;
  /** Cents of `currency`; negative when more was given back than charged. */
  total: number;
  /** Cents, after credit from before. */
  amountDue: number;
  /** Cents that nobody has paid yet. */
  amountRemaining: number;
  issuedAt: Date;
  periodStart: Date;
  periodEnd: Date;
  paidAt: Date | null;
  /** How often the card was tried. */
  attempts: number;
  /** When it is tried again; null when it is not. */
  nextAttemptAt: Date | null;
}

export const invoiceStatuses = ['open', 'paid', 'uncollectible', 'void'] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** Stripe changes these no more. */
export const finalStatuses = ['paid', 'void'] as const satisfies readonly InvoiceStatus[];

/** Null for a draft, which Stripe may still change or delete: nobody owes it. */
export function invoiceStateOf(invoice: Stripe.Invoice): InvoiceState | null {
  const status = invoiceStatuses.find((known) => known === invoice.status);
  if (!invoice.id || !status) return null;
  const period = periodOf(invoice);
  return {
    stripeInvoiceId: invoice.id,
    number: invoice.number,
    status,
    currency: invoice.currency,
    total: invoice.total,
    amountDue: invoice.amount_due,
    amountRemaining: status === 'open' || status === 'uncollectible' ? invoice.amount_remaining : 0,
    issuedAt: dateOf(invoice.status_transitions.finalized_at ?? invoice.created),
    periodStart: dateOf(period.start),
    periodEnd: dateOf(period.end),
    paidAt: datedOf(invoice.status_transitions.paid_at),
    attempts: invoice.attempt_count,
    nextAttemptAt: status === 'open' ? datedOf(invoice.next_payment_attempt) : null,
  };
}

/**
 * What a person pays for: Stripe's own period of an invoice is the one before. Seats that came and went earlier are on the
 * invoice too, and are not what it is for, unless there is nothing else.
 */
function periodOf(invoice: Stripe.Invoice): { start: number; end: number } {
  const lines = invoice.lines.data;
  const whole = lines.filter(({ parent }) => !isProration(parent));
  const periods = (whole.length > 0 ? whole : lines).map(({ period }) => period);
  if (periods.length === 0) return { start: invoice.period_start, end: invoice.period_end };
  return {
    start: Math.min(...periods.map(({ start }) => start)),
    end: Math.max(...periods.map(({ end }) => end)),
  };
}

function isProration(parent: Stripe.InvoiceLineItem['parent']): boolean {
  return Boolean(parent?.subscription_item_details?.proration || parent?.invoice_item_details?.proration);
}

function dateOf(seconds: number): Date {
  return new Date(seconds * 1000);
}

function datedOf(seconds: number | null): Date | null {
  return seconds === null ? null : dateOf(seconds);
}
