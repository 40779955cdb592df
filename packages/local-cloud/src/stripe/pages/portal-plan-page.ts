import { counted, date, money } from '../../html/format.ts';
import { type Html, html } from '../../html/html.ts';
import { icon } from '../../html/icon.ts';
import { amountIn } from '../catalogue/currency-options.ts';
import { Params } from '../http/params.ts';
import { previewInvoice } from '../invoices/preview-invoice.ts';
import { adjustableQuantity, type PortalChange, portalChange } from '../portal/switch-in-portal.ts';
import { offeredPrices } from '../portal/use-portal.ts';
import type { PortalSession, Price, Subscription } from '../stripe-state.ts';
import { firstItem } from '../subscriptions/find-subscription.ts';
import type { World } from '../world.ts';
import { hostedLayout } from './hosted-layout.ts';
import { cancelLink } from './portal-page.ts';

/** Every plan and interval to switch to. */
export function planPage(world: World, session: PortalSession, subscription: Subscription): Html {
  const item = firstItem(subscription);
  return hostedLayout(
    'Change plan',
    html`${cancelLink(session)}
<section class="card"><div class="rows">${offeredPrices(world, session).map((price) => {
      const isCurrent = price.id === item.price.id;
      return html`<div class="row"><div><b>${productName(world, price)}</b><p class="muted">${each(world, price, subscription.currency)}</p></div>
<div class="row-actions">${
        isCurrent
          ? html`<span class="badge ok">${icon('check')}Current</span>`
          : html`<a class="btn" href="/p/session/${session.id}/plan/${subscription.id}/${price.id}">Choose</a>`
      }</div></div>`;
    })}</div></section>
${seatsForm(world, session, subscription)}`,
  );
}

/** What the switch costs now, to the cent, before it is made. */
export function confirmPlanPage(
  world: World,
  session: PortalSession,
  subscription: Subscription,
  wanted: { price: string; quantity: number | undefined },
): Html {
  const change = portalChange(world, session, subscription.id, wanted);
  const { price, quantity } = change;
  const unit = world.state.products[price.product]?.unit_label ?? 'unit';
  const title =
    price.id === change.item.price.id
      ? `Change to ${counted(quantity, unit)}`
      : `Change to ${productName(world, price)}`;
  const total = money(amountIn(world, price, subscription.currency) * quantity, subscription.currency);
  return hostedLayout(
    title,
    html`${cancelLink(session)}
<section class="card hosted-card">
<p>${counted(quantity, unit)}, ${each(world, price, subscription.currency)}: ${total} per ${price.recurring?.interval}.</p>
${costOfChange(world, session, subscription, change)}
</section>`,
  );
}

function costOfChange(
  world: World,
  session: PortalSession,
  subscription: Subscription,
  { item, price, quantity, isLater }: PortalChange,
): Html {
  const amount = (cents: number) => money(cents, subscription.currency);
  const form = (label: string) =>
    html`<form method="post" action="/p/session/${session.id}/plan/${subscription.id}/${price.id}/${quantity}"><button class="btn btn-primary btn-lg btn-block">${label}</button></form>`;
  const end = date(item.current_period_end);
  if (isLater) {
    return html`<p>Nothing is due today. Everything stays as it is until ${end}, and until then you can take this back.</p>${form(`Change on ${end}`)}`;
  }
  if (subscription.status === 'trialing') {
    return html`<p>Nothing is due today. The trial goes on until ${end}.</p>${form('Change plan')}`;
  }
  const items = [{ id: item.id, price: price.id, quantity: String(quantity) }];
  const preview = previewInvoice(
    world,
    new Params({
      subscription: subscription.id,
      subscription_details: { items, proration_behavior: 'always_invoice' },
    }),
  );
  const off = (preview.total_discount_amounts ?? []).reduce((sum, reduction) => sum + reduction.amount, 0);
  return html`<dl class="order-lines">${preview.lines.data.map((line) => html`<div><dt>${line.description}</dt><dd class="num">${amount(line.amount)}</dd></div>`)}
${off > 0 && html`<div><dt>Discount</dt><dd class="num">${amount(-off)}</dd></div>`}
<div class="total"><dt>Due now</dt><dd class="num">${amount(preview.amount_due)}</dd></div></dl>
${preview.total < 0 && html`<p class="muted">The rest, ${amount(-preview.total)}, is kept as credit for the next invoices.</p>`}
${form(preview.amount_due === 0 ? 'Change plan' : `Pay ${amount(preview.amount_due)} and change plan`)}`;
}

function seatsForm(world: World, session: PortalSession, subscription: Subscription): Html {
  const item = firstItem(subscription);
  const range = adjustableQuantity(world, session, item.price);
  if (!range) return html``;
  const unit = world.state.products[item.price.product]?.unit_label ?? 'unit';
  return html`<section class="card hosted-card">
<form method="post" action="/p/session/${session.id}/seats/${subscription.id}" class="form-stack">
<div class="form-field"><label class="label" for="quantity">Number of ${unit}s</label>
<input class="input" id="quantity" name="quantity" type="number" min="${range.minimum}"${range.maximum !== null && html` max="${range.maximum}"`} value="${item.quantity}" required></div>
<button class="btn btn-lg btn-block">See what it costs</button>
</form></section>`;
}

function productName(world: World, price: Price): string {
  return world.state.products[price.product]?.name ?? price.product;
}

function each(world: World, price: Price, currency: string): string {
  const unit = world.state.products[price.product]?.unit_label ?? 'unit';
  return `${money(amountIn(world, price, currency), currency)} per ${unit} and ${price.recurring?.interval}`;
}
