import { date, money, shortDate } from '../../html/format.ts';
import { type Html, html } from '../../html/html.ts';
import { icon } from '../../html/icon.ts';
import type { Invoice } from '../stripe-state.ts';
import { alertBanner, type CardForm, cardFields } from './card-fields.ts';
import { hostedLayout } from './hosted-layout.ts';

export interface InvoiceView {
  form: CardForm;
  errors: Record<string, string>;
  refusal: string | null;
  /** Stands in for the PDF: without the form. */
  forPrint: boolean;
}

export function invoicePage(invoice: Invoice, view: InvoiceView): Html {
  const amount = (cents: number) => money(cents, invoice.currency);
  const credit = invoice.starting_balance;
  const off = invoice.subtotal - invoice.total;
  return hostedLayout(
    `Invoice ${invoice.number}`,
    html`<section class="card hosted-card">
<p class="invoice-state">${invoiceBadge(invoice)}<span class="amount num">${amount(invoice.amount_due)}</span></p>
<dl class="facts">
<div><dt>From</dt><dd>${invoice.account_name}</dd></div>
<div><dt>To</dt><dd>${invoice.customer_name ?? invoice.customer_email ?? invoice.customer}</dd></div>
${invoice.customer_name && invoice.customer_email && html`<div><dt>E-mail</dt><dd>${invoice.customer_email}</dd></div>`}
${(invoice.customer_tax_ids ?? []).map(({ value }) => html`<div><dt>Tax ID</dt><dd>${value}</dd></div>`)}
<div><dt>Date</dt><dd>${date(invoice.status_transitions.finalized_at ?? invoice.created)}</dd></div>
${invoice.status_transitions.paid_at !== null && html`<div><dt>Paid</dt><dd>${date(invoice.status_transitions.paid_at)}</dd></div>`}
</dl>
<table class="table bare">
<thead><tr><th scope="col">What</th><th scope="col" class="r">Amount</th></tr></thead>
<tbody>${invoice.lines.data.map(
      (line) =>
        html`<tr><td>${line.description}<span class="period">${shortDate(line.period.start)} to ${shortDate(line.period.end)}</span></td><td class="r num">${amount(line.amount)}</td></tr>`,
    )}</tbody>
<tfoot>
${off > 0 && html`<tr><th scope="row">Subtotal</th><td class="r num">${amount(invoice.subtotal)}</td></tr><tr><th scope="row">Discount</th><td class="r num">${amount(-off)}</td></tr>`}
<tr><th scope="row">Total</th><td class="r num">${amount(invoice.total)}</td></tr>
${credit !== 0 && html`<tr><th scope="row">Credit balance</th><td class="r num">${amount(credit)}</td></tr>`}
<tr><th scope="row">${invoice.status === 'paid' ? 'Paid' : 'Due'}</th><td class="r num"><b>${amount(invoice.amount_due)}</b></td></tr>
</tfoot>
</table>
</section>
${invoice.status === 'open' && !view.forPrint && payForm(invoice, view)}
${!view.forPrint && html`<p><a class="link" href="/i/${invoice.id}/print">Print view</a></p>`}`,
  );
}

/** The state in one word, coloured. */
export function invoiceBadge(invoice: Invoice): Html {
  const tone = { paid: 'ok', open: 'warn', uncollectible: 'bad' }[String(invoice.status)] ?? '';
  return html`<span class="badge ${tone}">${invoice.status}</span>`;
}

export function missingInvoicePage(): Html {
  return hostedLayout(
    'No such invoice',
    html`<p>There is no finished invoice at this address. Find it in the list of invoices in the billing portal.</p>`,
  );
}

function payForm(invoice: Invoice, view: InvoiceView): Html {
  return html`<section class="card hosted-card" aria-labelledby="pay-title">
<h2 id="pay-title">Pay this invoice</h2>
${view.refusal && alertBanner(view.refusal)}
<form method="post" action="/i/${invoice.id}" class="form-stack" novalidate>
${cardFields(view.form, view.errors)}
<button class="btn btn-primary btn-lg btn-block">${icon('card')}Pay ${money(invoice.amount_due, invoice.currency)}</button>
</form>
</section>`;
}
