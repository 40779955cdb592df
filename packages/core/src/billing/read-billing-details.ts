import type { Stripe } from './stripe.ts';

/** What Stripe prints on the customer's invoices and where it sends them, as it is projected. */
export interface BillingDetails {
  billingName: string | null;
  billingEmail: string | null;
  /** Stripe's name of the kind, e.g. `eu_vat`. */
  taxIdType: string | null;
  taxId: string | null;
}

/** From a customer that was retrieved with its tax ids. Of several the newest counts. */
export function billingDetailsOf(customer: Stripe.Customer): BillingDetails {
  const [taxId] = (customer.tax_ids?.data ?? []).toSorted((a, b) => b.created - a.created);
  return {
    billingName: customer.name ?? null,
    billingEmail: customer.email ?? null,
    taxIdType: taxId?.type ?? null,
    taxId: taxId?.value ?? null,
  };
}
