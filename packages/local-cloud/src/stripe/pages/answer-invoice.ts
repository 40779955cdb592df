import { type HtmlAnswer, page, seeOther } from '../../html/serve-html.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { attemptPayment } from '../invoices/pay-invoice.ts';
import { attach, newPaymentMethod } from '../payment-methods/payment-methods.ts';
import { StripeError } from '../stripe-error.ts';
import type { Invoice } from '../stripe-state.ts';
import { change, type World } from '../world.ts';
import { authenticatePage } from './authenticate-page.ts';
import { emptyCardForm } from './card-fields.ts';
import { readCardForm } from './card-form-entry.ts';
import { type InvoiceView, invoicePage, missingInvoicePage } from './invoice-page.ts';

/** The hosted invoice: to read, to print, and while it is open to pay with another card. */
export function answerInvoice(
  world: World,
  id: string,
  rest: string,
  fields: URLSearchParams | null,
): HtmlAnswer {
  const invoice = world.state.invoices[id];
  if (!invoice || invoice.status === 'draft') return page(404, missingInvoicePage());
  const empty: InvoiceView = { form: emptyCardForm, errors: {}, refusal: null, forPrint: rest === 'print' };
  if (!fields || invoice.status !== 'open') return page(200, invoicePage(invoice, empty));
  return pay(world, invoice, fields);
}

function pay(world: World, invoice: Invoice, fields: URLSearchParams): HtmlAnswer {
  const { form, card, errors } = readCardForm(fields, world.now());
  const show = (view: Partial<InvoiceView>) =>
    page(402, invoicePage(invoice, { form, errors: {}, refusal: null, forPrint: false, ...view }));
  if (!card) return show({ errors });
  const answer = fields.get('authentication');
  if (answer === 'fail')
    return show({ refusal: 'The bank did not confirm that it is you. Nothing was paid.' });
  if (card.card.behaviour === 'authenticate' && answer !== 'complete') {
    return page(200, authenticatePage(`/i/${invoice.id}`, { ...form }, card.card.number.slice(-4)));
  }
  try {
    const customer = findCustomer(world, invoice.customer);
    const method = newPaymentMethod(world, card, { name: form.name, email: customer.email });
    if (answer === 'complete') world.state.cardBehaviour[method.id] = 'ok';
    attach(world, method, customer);
    const failure = attemptPayment(world, invoice, method.id);
    if (failure) throw failure;
    keepCard(world, invoice, method.id);
  } catch (error) {
    if (error instanceof StripeError) return show({ refusal: `${error.message} Try a different card.` });
    throw error;
  }
  return seeOther(`/i/${invoice.id}`);
}

/** What paid once also pays the next time. */
function keepCard(world: World, invoice: Invoice, card: string): void {
  const subscription = world.state.subscriptions[String(invoice.parent?.subscription_details?.subscription)];
  if (!subscription || subscription.ended_at !== null) return;
  change(world, subscription, 'customer.subscription.updated', (changed) => {
    changed.default_payment_method = card;
  });
}
