import { counted, date, money } from '../html/format.ts';
import { type Html, html } from '../html/html.ts';
import { amountIn } from '../stripe/catalogue/currency-options.ts';
import { nextPhase } from '../stripe/schedules/run-schedule.ts';
import type { LocalStripe } from '../stripe/start-stripe.ts';
import type { Invoice, Subscription } from '../stripe/stripe-state.ts';
import { billingClockSection } from './billing-clock-section.ts';
import { conditionsSection } from './conditions-section.ts';
import { actionButton, consoleLayout } from './console-layout.ts';
import { webhookTable } from './webhook-pages.ts';
import type { WebhookRow } from './webhook-rows.ts';

const shownCustomers = 50;
const shownWebhooks = 50;

/** Everything about the local Stripe: its time, its weather, who pays for what, and what it told the product. */
export function billingPage(stripe: LocalStripe, rows: readonly WebhookRow[]): Html {
  const ofStripe = rows.filter(({ service }) => service === 'stripe');
  return consoleLayout(
    'Billing',
    html`<div class="console-pair">
${billingClockSection(stripe, '/billing')}
${conditionsSection(stripe)}
</div>
${subscriptionSection(stripe)}
<section class="card" aria-labelledby="webhooks-title"><div class="card-h"><h2 id="webhooks-title">Webhooks of Stripe</h2><a class="link" href="/webhooks">All services</a></div>
${webhookTable(ofStripe.slice(0, shownWebhooks), '/billing')}</section>`,
  );
}

function subscriptionSection(stripe: LocalStripe): Html {
  const { state } = stripe;
  const subscriptions = Object.values(state.subscriptions).reverse();
  return html`<section class="card" aria-labelledby="subscriptions-title"><div class="card-h"><h2 id="subscriptions-title">Subscriptions</h2><span class="muted">${counted(subscriptions.length, 'subscription')}</span></div>
${
  subscriptions.length === 0
    ? html`<p class="row muted">Nobody has subscribed yet. Choose a plan in a workspace’s billing page, and it shows here.</p>`
    : html`<div class="rows">${subscriptions.slice(0, shownCustomers).map((subscription) => subscriptionRow(stripe, subscription))}</div>`
}</section>`;
}

function subscriptionRow(stripe: LocalStripe, subscription: Subscription): Html {
  const { state } = stripe;
  const customer = state.customers[subscription.customer];
  const name = customer?.name ?? customer?.email ?? subscription.customer;
  const [item] = subscription.items.data;
  const product = state.products[item?.price.product ?? ''];
  const each = item ? amountIn(stripe, item.price, subscription.currency) : 0;
  const cost = money(each * (item?.quantity ?? 0), subscription.currency);
  const invoice = state.invoices[subscription.latest_invoice ?? ''];
  return html`<div class="row may-wrap"><div><b>${name}</b> ${statusBadge(subscription)}
<p class="muted">${product?.name}, ${counted(item?.quantity ?? 0, product?.unit_label ?? 'unit')}, ${cost} per ${item?.price.recurring?.interval}. ${outlook(state, subscription)}</p></div>
${subscription.ended_at === null && declineButton(stripe, subscription.customer, name)}${invoice && invoiceLink(invoice)}</div>`;
}

function declineButton({ declineNextCharge }: LocalStripe, customer: string, name: string): Html {
  const declines = declineNextCharge.get(customer);
  return actionButton({
    action: '/decline-next-charge',
    label: declines ? 'Will be declined: undo' : 'Decline its next charge',
    about: name,
    back: '/billing',
    fields: { decline: declines ? 'off' : 'on', customer },
  });
}

function outlook(state: LocalStripe['state'], subscription: Subscription): string {
  if (subscription.ended_at !== null) return `Ended on ${date(subscription.ended_at)}.`;
  if (subscription.cancel_at !== null) return `Ends on ${date(subscription.cancel_at)}.`;
  const schedule = state.schedules[subscription.schedule ?? ''];
  const next = schedule && nextPhase(schedule);
  if (next) {
    const price = state.prices[next.items[0]?.price ?? ''];
    return `Becomes ${state.products[price?.product ?? '']?.name} on ${date(next.start_date)}.`;
  }
  const end = subscription.items.data[0]?.current_period_end ?? 0;
  return subscription.status === 'trialing' ? `Trial until ${date(end)}.` : `Renews on ${date(end)}.`;
}

function statusBadge({ status }: Subscription): Html {
  const tones: Record<string, string> = { active: 'ok', trialing: 'info', past_due: 'bad', unpaid: 'bad' };
  return html`<span class="badge ${tones[status] ?? ''}">${status.replaceAll('_', ' ')}</span>`;
}

function invoiceLink(invoice: Invoice): Html {
  const text = `${money(invoice.amount_due, invoice.currency)}, ${invoice.status}`;
  if (!invoice.hosted_invoice_url) return html`<span class="muted num nowrap">${text}</span>`;
  return html`<a class="link num nowrap" href="${invoice.hosted_invoice_url}">${text}</a>`;
}
