import { counted, date, money } from '../../html/format.ts';
import { type Html, html } from '../../html/html.ts';
import { icon } from '../../html/icon.ts';
import { Params } from '../http/params.ts';
import { previewInvoice } from '../invoices/preview-invoice.ts';
import { offeredPrices } from '../portal/use-portal.ts';
import { noSuch } from '../stripe-error.ts';
import type { PortalSession, Price, Subscription } from '../stripe-state.ts';
import { firstItem } from '../subscriptions/find-subscription.ts';
import type { World } from '../world.ts';
import { hostedLayout } from './hosted-layout.ts';
import { cancelLink } from './portal-page.ts';

/** Every plan and interval to switch to. */
export function planPage(world: World, session: PortalSession, subscription: Subscription): Html {
  const current = firstItem(subscription).price.id;
  return hostedLayout(
    'Change plan',
    html`${cancelLink(session)}
<section class="card"><div class="rows">${offeredPrices(world, session).map((price) => {
      const isCurrent = price.id === current;
      return html`<div class="row"><div><b>${productName(world, price)}</b><p class="muted">${each(world, price)}</p></div>
<div class="row-actions">${
        isCurrent
          ? html`<span class="badge ok">${icon('check')}Current</span>`
          : html`<a class="btn" href="/p/session/${session.id}/plan/${subscription.id}/${price.id}">Choose</a>`
      }</div></div>`;
    })}</div></section>`,
  );
}

/** What the switch costs now, to the cent, before it is made. */
export function confirmPlanPage(
  world: World,
  session: PortalSession,
  subscription: Subscription,
  priceId: string,
): Html {
  const price = offeredPrices(world, session).find((offered) => offered.id === priceId);
  if (!price) throw noSuch('price', priceId);
  const item = firstItem(subscription);
  const preview = previewInvoice(
    world,
    new Params({
      subscription: subscription.id,
      subscription_details: {
        items: [{ id: item.id, price: priceId }],
        proration_behavior: 'always_invoice',
      },
    }),
  );
  const isTrial = subscription.status === 'trialing';
  const amount = (cents: number) => money(cents, subscription.currency);
  const seats = counted(item.quantity, world.state.products[price.product]?.unit_label ?? 'unit');
  return hostedLayout(
    `Change to ${productName(world, price)}`,
    html`${cancelLink(session)}
<section class="card hosted-card">
<p>${seats}, ${each(world, price)}: ${amount((price.unit_amount ?? 0) * item.quantity)} per ${price.recurring?.interval}.</p>
${
  isTrial
    ? html`<p>Nothing is due today. The trial goes on until ${date(item.current_period_end)}.</p>`
    : html`<dl class="order-lines">${preview.lines.data.map((line) => html`<div><dt>${line.description}</dt><dd class="num">${amount(line.amount)}</dd></div>`)}
<div class="total"><dt>Due now</dt><dd class="num">${amount(preview.amount_due)}</dd></div></dl>
${preview.total < 0 && html`<p class="muted">The rest, ${amount(-preview.total)}, is kept as credit for the next invoices.</p>`}`
}
<form method="post" action="/p/session/${session.id}/plan/${subscription.id}/${price.id}"><button class="btn btn-primary btn-lg btn-block">${isTrial || preview.amount_due === 0 ? 'Change plan' : `Pay ${amount(preview.amount_due)} and change plan`}</button></form>
</section>`,
  );
}

function productName(world: World, price: Price): string {
  return world.state.products[price.product]?.name ?? price.product;
}

function each(world: World, price: Price): string {
  const unit = world.state.products[price.product]?.unit_label ?? 'unit';
  return `${money(price.unit_amount ?? 0, price.currency)} per ${unit} and ${price.recurring?.interval}`;
}
