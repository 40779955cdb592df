import { z } from 'zod';
import { log } from '../log/log.ts';
import { query } from '../registry/query.ts';
import { type Stripe, stripe } from './stripe.ts';

export interface InvoiceView {
  id: string;
  /** Null while it is a draft. */
  number: string | null;
  issuedAt: Date;
  /** Cents of `currency`. */
  total: number;
  currency: string;
  /** `draft`, `open`, `paid`, `uncollectible` or `void`. */
  status: string;
  /** Stripe's page for it, to pay, read or download. */
  url: string | null;
}

export interface InvoiceList {
  items: InvoiceView[];
  /** Pass as `cursor` for older ones. */
  nextCursor: string | null;
  /** False when Stripe did not answer in time: the list is unknown, not empty. */
  isAvailable: boolean;
}

const pageSize = 12;
const unavailable: InvoiceList = { items: [], nextCursor: null, isAvailable: false };
const none: InvoiceList = { items: [], nextCursor: null, isAvailable: true };

/** Read from Stripe each time, newest first. The page around it works without: it waits three seconds at most. */
export const listInvoices = query({
  name: 'list-invoices',
  permission: 'billing:read',
  input: z.strictObject({
    cursor: z
      .string()
      .regex(/^in_[A-Za-z0-9_]+$/)
      .optional(),
  }),
  run: (ctx) =>
    ctx.tx.billingCustomer.findUnique({
      where: { workspaceId: ctx.workspace.id },
      select: { stripeCustomerId: true },
    }),
  complete: async (customer, { cursor }) =>
    customer ? readInvoices(customer.stripeCustomerId, cursor) : none,
});

async function readInvoices(customer: string, cursor: string | undefined): Promise<InvoiceList> {
  try {
    const page = await stripe().invoices.list(
      { customer, limit: pageSize, starting_after: cursor },
      { timeout: 3_000, maxNetworkRetries: 0 },
    );
    return {
      items: page.data.map(viewOf),
      nextCursor: page.has_more ? (page.data.at(-1)?.id ?? null) : null,
      isAvailable: true,
    };
  } catch (error) {
    log.warn('billing.invoices_unavailable', { error });
    return unavailable;
  }
}

function viewOf(invoice: Stripe.Invoice): InvoiceView {
  return {
    id: invoice.id ?? '',
    number: invoice.number,
    issuedAt: new Date(invoice.created * 1000),
    total: invoice.total,
    currency: invoice.currency,
    status: invoice.status ?? 'draft',
    url: invoice.hosted_invoice_url ?? null,
  };
}
