import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { query } from '../registry/query.ts';
import { askingStripe } from './asking-stripe.ts';
import { stripe } from './stripe.ts';
import { unlessGone } from './unless-gone.ts';

/**
 * Where an invoice can be read and paid, or its PDF. Asked of Stripe when somebody wants to go there, and kept nowhere:
 * whoever has the address sees the invoice, and Stripe lets it run out.
 */
export const openInvoice = query({
  name: 'open-invoice',
  permission: 'billing:read',
  input: z.strictObject({ invoiceId: z.uuid(), as: z.enum(['page', 'pdf']).default('page') }),
  async run({ tx, workspace }, { invoiceId }) {
    const invoice = await tx.invoice.findUnique({
      where: { workspaceId_id: { workspaceId: workspace.id, id: invoiceId } },
      select: { stripeInvoiceId: true },
    });
    if (!invoice) throw notThere();
    return invoice;
  },
  complete: ({ stripeInvoiceId }, { as }) =>
    askingStripe(async () => {
      const invoice = await unlessGone(stripe().invoices.retrieve(stripeInvoiceId));
      const url = as === 'pdf' ? invoice?.invoice_pdf : invoice?.hosted_invoice_url;
      if (!url) throw notThere();
      return { url };
    }, 'Our payment provider, which keeps the invoices, did not answer. Try again in a minute.'),
});

function notThere(): AppError {
  return new AppError(
    'NOT_FOUND',
    'There is no such invoice. Open Invoices under Billing to see all of them.',
  );
}
