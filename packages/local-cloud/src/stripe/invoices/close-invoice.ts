import { type ListPage, listPage } from '../http/list-page.ts';
import type { Params } from '../http/params.ts';
import { invalidRequest } from '../stripe-error.ts';
import type { Invoice, InvoiceLine } from '../stripe-state.ts';
import { emit, type World } from '../world.ts';
import { finalizeInvoice } from './create-invoice.ts';
import { attemptPayment, findInvoice } from './pay-invoice.ts';

/** `POST /v1/invoices/:id/finalize`: does not wait for the hour that a renewal stays a draft. */
export function finalizeByHand(world: World, id: string, params: Params): Invoice {
  const invoice = findInvoice(world, id);
  const autoAdvance = params.boolean('auto_advance') ?? true;
  params.finish();
  if (invoice.status !== 'draft') {
    throw invalidRequest(`This invoice is already finalized, you can't re-finalize a non-draft invoice.`);
  }
  finalizeInvoice(world, invoice);
  if (autoAdvance) attemptPayment(world, invoice);
  return invoice;
}

/** `POST /v1/invoices/:id/void`: nobody owes it any more. */
export function voidInvoice(world: World, id: string, params: Params): Invoice {
  const invoice = findInvoice(world, id);
  params.finish();
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    throw invalidRequest(`You can only pass in open invoices. This invoice isn't open.`);
  }
  invoice.status = 'void';
  invoice.next_payment_attempt = null;
  invoice.status_transitions.voided_at = world.now();
  emit(world, 'invoice.voided', invoice);
  return invoice;
}

export function listInvoiceLines(world: World, id: string, params: Params): ListPage<InvoiceLine> {
  return listPage(`/v1/invoices/${id}/lines`, findInvoice(world, id).lines.data, params);
}
