import { counted, date, money, shortDate } from '../../html/format.ts';
import { type Html, html } from '../../html/html.ts';
import { icon } from '../../html/icon.ts';
import { amountIn } from '../catalogue/currency-options.ts';
import { offeredPrices, portalFeatures, portalSubscriptions } from '../portal/use-portal.ts';
import { nextPhase } from '../schedules/run-schedule.ts';
import type { PortalSession, Subscription } from '../stripe-state.ts';
import { cardOf, firstItem } from '../subscriptions/find-subscription.ts';
import { taxIdsOf } from '../tax-ids/tax-ids.ts';
import type { World } from '../world.ts';
import { alertBanner, type CardForm, cardFields } from './card-fields.ts';
import { hostedLayout } from './hosted-layout.ts';
import { invoiceBadge } from './invoice-page.ts';

export interface CardView {
  form: CardForm;
  errors: Record<string, string>;
  refusal: string | null;
}

const reasons = [
  ['too_expensive', 'It costs too much'],
  ['missing_features', 'Something is missing'],
  ['switched_service', 'I use something else now'],
  ['unused', 'I do not use it enough'],
  ['customer_service', 'I was not helped well'],
  ['too_complex', 'It is too hard to use'],
  ['low_quality', 'It did not work well enough'],
  ['other', 'Another reason'],
] as const;

export function portalHome(world: World, session: PortalSession, refusal?: string): Html {
  const customer = world.state.customers[session.customer];
  const subscriptions = portalSubscriptions(world, session);
  const features = portalFeatures(world, session);
  return hostedLayout(
    'Billing portal',
    html`${backLink(session)}
<p class="muted">For ${customer?.name ?? customer?.email ?? session.customer}</p>
${refusal && alertBanner(`${refusal} Nothing was changed. Change the card below, or try again.`)}
<section class="card" aria-labelledby="plan-title">
<div class="card-h"><h2 id="plan-title">Plan</h2></div>
<div class="rows">${
      subscriptions.length > 0
        ? subscriptions.map((subscription) => subscriptionRow(world, session, subscription))
        : html`<p class="row muted">No plan is running.</p>`
    }</div>
</section>
${features.payment_method_update.enabled && cardSection(world, session, subscriptions)}
${features.customer_update.enabled && detailsSection(world, session)}
${features.invoice_history.enabled && invoiceSection(world, session)}`,
  );
}

export function cardPage(session: PortalSession, view: CardView): Html {
  return hostedLayout(
    'Change the card',
    html`${cancelLink(session)}
<section class="card hosted-card">
${view.refusal && alertBanner(view.refusal)}
${Object.keys(view.errors).length > 0 && alertBanner('Some details are missing or wrong. Each is explained at its field.')}
<form method="post" action="/p/session/${session.id}/card" class="form-stack" novalidate>
${cardFields(view.form, view.errors)}
<button class="btn btn-primary btn-lg btn-block">Save card</button>
<p class="hint">It is charged from the next invoice on. An invoice that is open now can be paid from the list of invoices.</p>
</form>
</section>`,
  );
}

export function cancelPage(world: World, session: PortalSession, subscription: Subscription): Html {
  const item = firstItem(subscription);
  const name = world.state.products[item.price.product]?.name ?? 'the plan';
  const now = portalFeatures(world, session).subscription_cancel.mode === 'immediately';
  const end = now ? 'now' : `on ${date(item.current_period_end)}`;
  return hostedLayout(
    `Cancel ${name}`,
    html`${cancelLink(session)}
<section class="card hosted-card">
<p>${name} ends ${end}. ${!now && 'Until then everything stays as it is, and you can take this back.'}</p>
<form method="post" action="/p/session/${session.id}/cancel/${subscription.id}" class="form-stack">
<div class="form-field"><label class="label" for="feedback">Why? <span class="muted">Optional</span></label>
<select class="input" id="feedback" name="feedback"><option value="">No answer</option>${reasons.map(([value, label]) => html`<option value="${value}">${label}</option>`)}</select></div>
<button class="btn btn-danger-solid btn-lg btn-block">Cancel ${name}</button>
</form>
</section>`,
  );
}

/** After a flow that was asked to end here. */
export function donePage(session: PortalSession): Html {
  const message = session.flow?.after_completion.hosted_confirmation?.custom_message;
  return hostedLayout(
    'Done',
    html`<section class="card hosted-card"><p>${message ?? 'Your change was made.'}</p></section>${backLink(session)}`,
  );
}

export function closedPortalPage(): Html {
  return hostedLayout(
    'Nothing here',
    html`<p>This portal page does not exist, or what it was about has ended. Open the portal again from where you came.</p>`,
  );
}

/** Back to the portal, or out of it when the session is for one thing only. */
export function cancelLink(session: PortalSession): Html {
  const target = session.flow
    ? (session.return_url ?? `/p/session/${session.id}/home`)
    : `/p/session/${session.id}/home`;
  return html`<p><a class="link back" href="${target}">${icon('arrow-left')}Back without changing anything</a></p>`;
}

function backLink(session: PortalSession): Html {
  if (!session.return_url) return html``;
  return html`<p><a class="link back" href="${session.return_url}">${icon('arrow-left')}Return to ${new URL(session.return_url).host}</a></p>`;
}

function subscriptionRow(world: World, session: PortalSession, subscription: Subscription): Html {
  const item = firstItem(subscription);
  const product = world.state.products[item.price.product];
  const total = money(
    amountIn(world, item.price, subscription.currency) * item.quantity,
    subscription.currency,
  );
  const base = `/p/session/${session.id}`;
  const canCancel = portalFeatures(world, session).subscription_cancel.enabled;
  return html`<div class="row">
<div><b>${product?.name}</b> ${statusBadge(subscription)}
<p class="muted">${counted(item.quantity, product?.unit_label ?? 'unit')}, ${total} per ${item.price.recurring?.interval}. ${standing(subscription)}</p>
${plannedChange(world, session, subscription)}</div>
<div class="row-actions">
${offeredPrices(world, session).length > 1 && html`<a class="btn" href="${base}/plan/${subscription.id}">Change plan</a>`}
${
  subscription.cancel_at_period_end
    ? html`<form method="post" action="${base}/resume/${subscription.id}"><button class="btn btn-primary">Keep the plan</button></form>`
    : canCancel && html`<a class="btn btn-danger" href="${base}/cancel/${subscription.id}">Cancel plan</a>`
}
</div></div>`;
}

/** What a schedule has in store, and the way to take it back. */
function plannedChange(world: World, session: PortalSession, subscription: Subscription): Html {
  const schedule = world.state.schedules[subscription.schedule ?? ''];
  const phase = schedule && nextPhase(schedule);
  const [item] = phase?.items ?? [];
  const price = world.state.prices[item?.price ?? ''];
  if (!phase || !item || !price) return html``;
  const product = world.state.products[price.product];
  return html`<form method="post" action="/p/session/${session.id}/keep/${subscription.id}" class="row-actions"><p>Changes to ${product?.name}, ${counted(item.quantity, product?.unit_label ?? 'unit')} per ${price.recurring?.interval}, on ${date(phase.start_date)}.</p><button class="btn btn-sm">Do not change</button></form>`;
}

function detailsSection(world: World, session: PortalSession): Html {
  const customer = world.state.customers[session.customer];
  const taxIds = taxIdsOf(world, session.customer);
  return html`<section class="card" aria-labelledby="details-title">
<div class="card-h"><h2 id="details-title">Billing details</h2></div>
<div class="row"><div><b>${customer?.name ?? 'No name yet'}</b><p class="muted">${customer?.email ?? 'No e-mail yet'}</p>${taxIds.map(({ value }) => html`<p class="muted">Tax ID ${value}</p>`)}</div><div class="row-actions"><a class="btn" href="/p/session/${session.id}/details">Change details</a></div></div>
</section>`;
}

function standing(subscription: Subscription): string {
  const end = date(firstItem(subscription).current_period_end);
  if (subscription.cancel_at !== null) return `Ends on ${date(subscription.cancel_at)}.`;
  if (subscription.status === 'trialing') return `The trial ends on ${end}.`;
  if (subscription.status === 'past_due')
    return 'The last payment failed. Pay the open invoice or change the card.';
  if (subscription.status === 'incomplete') return 'Waits for its first payment.';
  if (subscription.status === 'paused') return 'Paused, because the trial ended without a card.';
  return `Renews on ${end}.`;
}

function statusBadge(subscription: Subscription): Html {
  const tones: Record<string, string> = {
    active: 'ok',
    trialing: 'info',
    past_due: 'bad',
    incomplete: 'warn',
  };
  const words: Record<string, string> = { trialing: 'in trial', past_due: 'past due' };
  return html`<span class="badge ${tones[subscription.status]}">${words[subscription.status] ?? subscription.status}</span>`;
}

function cardSection(world: World, session: PortalSession, subscriptions: Subscription[]): Html {
  const customer = world.state.customers[session.customer];
  const [first] = subscriptions;
  const id = first ? cardOf(world, first) : customer?.invoice_settings.default_payment_method;
  const card = id ? world.state.paymentMethods[id]?.card : undefined;
  const text = card
    ? html`<b>${card.brand === 'visa' ? 'Visa' : 'Mastercard'} ending in ${card.last4}</b><p class="muted">Valid until ${card.exp_month}/${card.exp_year}</p>`
    : html`<b>No card</b><p class="muted">A trial ends without one.</p>`;
  return html`<section class="card" aria-labelledby="card-title">
<div class="card-h"><h2 id="card-title">Card</h2></div>
<div class="row"><div>${text}</div><div class="row-actions"><a class="btn" href="/p/session/${session.id}/card">${icon('card')}${card ? 'Change card' : 'Add a card'}</a></div></div>
</section>`;
}

function invoiceSection(world: World, session: PortalSession): Html {
  const invoices = Object.values(world.state.invoices)
    .filter((invoice) => invoice.customer === session.customer && invoice.status !== 'draft')
    .reverse();
  return html`<section class="card" aria-labelledby="invoices-title">
<div class="card-h"><h2 id="invoices-title">Invoices</h2></div>
${
  invoices.length === 0
    ? html`<p class="row muted">There is no invoice yet.</p>`
    : html`<table class="table"><thead><tr><th scope="col">Date</th><th scope="col">Number</th><th scope="col">State</th><th scope="col" class="r">Amount</th></tr></thead>
<tbody>${invoices.map(
        (invoice) =>
          html`<tr><td class="nowrap">${shortDate(invoice.created)}</td><td><a class="link" href="/i/${invoice.id}">${invoice.number}</a></td><td>${invoiceBadge(invoice)}</td><td class="r num">${money(invoice.amount_due, invoice.currency)}</td></tr>`,
      )}</tbody></table>`
}
</section>`;
}
