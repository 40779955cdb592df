import { stripe } from './stripe.ts';
import { unlessGone } from './unless-gone.ts';

export interface InvoiceInMail {
  /** Null while it is a draft. */
  number: string | null;
  /** Cents of `currency`. */
  due: number;
  paid: number;
  currency: string;
  /** Stripe's page for it, to pay, read or download. */
  url: string | null;
}

/** As it is now. Null when Stripe has it no more. */
export async function readInvoice(id: string): Promise<InvoiceInMail | null> {
  const invoice = await unlessGone(stripe().invoices.retrieve(id));
  return (
    invoice && {
      number: invoice.number,
      due: invoice.amount_remaining,
      paid: invoice.amount_paid,
      currency: invoice.currency,
      url: invoice.hosted_invoice_url ?? null,
    }
  );
}
