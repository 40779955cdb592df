import { type InvoiceState, invoiceStateOf } from './invoice-state.ts';
import { type Stripe, stripe } from './stripe.ts';
import { unlessGone } from './unless-gone.ts';

/** The latest invoice of each subscription, which must have been expanded. */
export function latestInvoicesOf(subscriptions: readonly Stripe.Subscription[]): Stripe.Invoice[] {
  return subscriptions.flatMap(({ latest_invoice: latest }) =>
    latest && typeof latest !== 'string' ? latest : [],
  );
}

export async function readOpenInvoices(customer: string, subscription: string): Promise<Stripe.Invoice[]> {
  const open = await stripe().invoices.list({ customer, subscription, status: 'open', limit: 100 });
  return open.data;
}

/**
 * Reads the invoices that are wanted and not known already: one by its id, several with the customer's newest hundred, so
 * that a round costs one request for them however many there are. One that Stripe has no more, or that is somebody
 * else's, is left out.
 */
export async function readMissingInvoices(
  customer: string,
  wanted: readonly string[],
  known: readonly Stripe.Invoice[],
): Promise<Stripe.Invoice[]> {
  const found = new Map(known.map((invoice) => [invoice.id, invoice]));
  const missing = () => wanted.filter((id) => !found.has(id));
  if (missing().length > 1) {
    const { data } = await stripe().invoices.list({ customer, limit: 100 });
    for (const invoice of data) found.set(invoice.id, invoice);
  }
  for (const id of missing()) {
    const invoice = await unlessGone(stripe().invoices.retrieve(id));
    if (invoice && customerOf(invoice) === customer) found.set(id, invoice);
  }
  return [...found.values()];
}

export function statesOf(invoices: readonly Stripe.Invoice[]): InvoiceState[] {
  return invoices.flatMap((invoice) => invoiceStateOf(invoice) ?? []);
}

function customerOf({ customer }: Stripe.Invoice): string | undefined {
  return typeof customer === 'string' ? customer : customer?.id;
}
