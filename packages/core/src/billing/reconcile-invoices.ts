import { withStripeCustomer } from '@archipelago/db/with-stripe-customer';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { log } from '../log/log.ts';
import { leaseForChange } from './customer-lease.ts';
import { type InvoiceState, invoiceStateOf } from './invoice-state.ts';
import type { Stripe } from './stripe.ts';
import { syncChanged } from './sync-customer.ts';

/**
 * Compares invoices with our copies, and has the synchronisation read those that we do not have, or have otherwise. How
 * many customers that was.
 *
 * @throws when somebody else holds such a customer; the comparison then goes on from this page later
 */
export async function reconcileInvoices(invoices: readonly Stripe.Invoice[]): Promise<number> {
  let drifted = 0;
  for (const [stripeCustomerId, theirs] of byCustomer(invoices)) {
    const missing = await missingOf(stripeCustomerId, theirs);
    if (missing.length === 0) continue;
    log.warn('billing.invoices_drifted', { stripeCustomerId, invoices: missing.length });
    const outcome = await syncChanged(await leaseForChange(stripeCustomerId), { invoices: missing });
    if (outcome === 'fenced')
      throw new Error(`A newer worker took ${stripeCustomerId} over; comparing its invoices again later.`);
    drifted += 1;
  }
  return drifted;
}

function byCustomer(invoices: readonly Stripe.Invoice[]): Map<string, InvoiceState[]> {
  const found = new Map<string, InvoiceState[]>();
  for (const invoice of invoices) {
    const customer = typeof invoice.customer === 'object' ? invoice.customer?.id : invoice.customer;
    const state = invoiceStateOf(invoice);
    if (customer && state) found.set(customer, [...(found.get(customer) ?? []), state]);
  }
  return found;
}

/** None of a customer that no workspace has: its subscription was reported. */
async function missingOf(stripeCustomerId: string, theirs: readonly InvoiceState[]): Promise<string[]> {
  const customer = await withStripeCustomer(stripeCustomerId, (tx) =>
    tx.billingCustomer.findUnique({ where: { stripeCustomerId }, select: { workspaceId: true } }),
  );
  if (!customer) return [];
  const { workspaceId } = customer;
  const ids = theirs.map(({ stripeInvoiceId }) => stripeInvoiceId);
  const ours = await withWorkspace(workspaceId, (tx) =>
    tx.invoice.findMany({ where: { workspaceId, stripeInvoiceId: { in: ids } } }),
  );
  return theirs
    .filter((their) => !ours.some((our) => isSame(our, their)))
    .map(({ stripeInvoiceId }) => stripeInvoiceId);
}

type Compared = Pick<InvoiceState, 'stripeInvoiceId' | 'number' | 'status' | 'total' | 'amountRemaining'>;

function isSame(ours: Omit<Compared, 'status'> & { status: string }, theirs: Compared): boolean {
  return (
    ours.stripeInvoiceId === theirs.stripeInvoiceId &&
    ours.number === theirs.number &&
    ours.status === theirs.status &&
    ours.total === theirs.total &&
    ours.amountRemaining === theirs.amountRemaining
  );
}
