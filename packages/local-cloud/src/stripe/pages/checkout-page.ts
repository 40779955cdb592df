import { counted, date, money } from '../../html/format.ts';
import { type Html, html } from '../../html/html.ts';
import { icon } from '../../html/icon.ts';
import { amountIn } from '../catalogue/currency-options.ts';
import { checkoutAmounts } from '../checkout/checkout-amounts.ts';
import { needsCard } from '../checkout/complete-checkout.ts';
import type { CheckoutSession } from '../stripe-state.ts';
import type { World } from '../world.ts';
import { alertBanner, type CardForm, cardFields, field } from './card-fields.ts';
import { hostedLayout } from './hosted-layout.ts';

export interface CheckoutView {
  form: CardForm & { email: string };
  /** By field name. */
  errors: Record<string, string>;
  /** The card was refused. */
  refusal: string | null;
  /** The code as typed, when it could not be redeemed, and why. */
  code?: { typed: string; error: string };
}

/** Checkout as the person sees it: what is bought, what it costs now and later, and the card. */
export function checkoutPage(world: World, session: CheckoutSession, view: CheckoutView): Html {
  const trial = trialEnd(world, session);
  const asksCard = needsCard(session);
  const due = money(session.amount_total ?? 0, session.currency ?? 'usd');
  const pay = trial === null ? `Subscribe and pay ${due}` : 'Start trial';
  return hostedLayout(
    'Checkout',
    html`<div class="hosted-columns">
${orderSummary(world, session, trial, view)}
<section class="card hosted-card" aria-labelledby="pay-title">
<h2 id="pay-title">${asksCard ? 'Pay with a card' : 'Your details'}</h2>
${view.refusal && alertBanner(view.refusal)}
${Object.keys(view.errors).length > 0 && alertBanner('Some details are missing or wrong. Each is explained at its field.')}
<form method="post" action="/c/pay/${session.id}" class="form-stack" novalidate>
${emailField(world, session, view)}
${asksCard && cardFields(view.form, view.errors)}
<button class="btn btn-primary btn-lg btn-block">${pay}</button>
<p class="hint">${trial === null ? 'Renews until it is cancelled.' : html`Nothing is due today. Renews from ${date(trial)} until it is cancelled.`} Taxes and addresses are not simulated.</p>
</form>
</section>
</div>`,
    { wide: true },
  );
}

/** For a session that was paid, ran out or never was. */
export function closedCheckoutPage(session: CheckoutSession | undefined): Html {
  const message =
    session?.status === 'complete'
      ? 'This was already paid. Go back to where you came from; your plan is there.'
      : session?.status === 'expired'
        ? 'This page was open for too long, or a newer one replaced it. Nothing was bought. Go back and start again.'
        : 'There is no Checkout at this address. Go back to where you came from and start again.';
  const back = session?.status === 'complete' ? successUrl(session) : session?.cancel_url;
  return hostedLayout(
    session?.status === 'complete' ? 'Already paid' : 'Nothing to pay here',
    html`<section class="card hosted-card"><p>${message}</p>${back && html`<p><a class="btn" href="${back}">${icon('arrow-left')}Go back</a></p>`}</section>`,
  );
}

/** Where the person goes after paying. */
export function successUrl(session: CheckoutSession): string {
  return (session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

function orderSummary(
  world: World,
  session: CheckoutSession,
  trial: number | null,
  view: CheckoutView,
): Html {
  const currency = session.currency ?? 'usd';
  const request = world.state.checkoutRequests[session.id];
  const lines = request?.lines ?? [];
  const amounts = request && checkoutAmounts(world, request);
  const off = (amounts?.period ?? 0) - (amounts?.discounted ?? 0);
  const priced = lines.map((line) => {
    const price = world.state.prices[line.price];
    return { ...line, price, amount: price ? amountIn(world, price, currency) : 0 };
  });
  const total = priced.reduce((sum, { amount, quantity }) => sum + amount * quantity, 0);
  const interval = priced[0]?.price?.recurring?.interval ?? 'month';
  return html`<section aria-labelledby="order-title" class="order">
${session.cancel_url && html`<a class="link back" href="${session.cancel_url}">${icon('arrow-left')}Back</a>`}
<h2 id="order-title">${trial === null ? 'Due today' : 'Due today, in trial'}</h2>
<p class="amount num">${money(session.amount_total ?? 0, currency)}</p>
${trial !== null && html`<p class="muted">Then ${money(total - off, currency)} per ${interval}, from ${date(trial)}.</p>`}
<dl class="order-lines">
${priced.map(({ price, quantity, amount }) => {
  const product = world.state.products[price?.product ?? ''];
  const unit = product?.unit_label ?? 'unit';
  const each = `${money(amount, currency)} per ${unit} and ${interval}`;
  return html`<div><dt><b>${product?.name}</b><span class="muted">${counted(quantity, unit)}, ${each}</span></dt>
<dd class="num">${money(amount * quantity, currency)}</dd></div>`;
})}
${off > 0 && html`<div><dt>${discountName(world, session)}</dt><dd class="num">${money(-off, currency)}</dd></div>`}
<div class="total"><dt>Per ${interval}</dt><dd class="num">${money(total - off, currency)}</dd></div>
</dl>
${session.allow_promotion_codes && codeForm(world, session, view)}
</section>`;
}

/** e.g. `WELCOME: 20% off for 3 months`. */
function discountName(world: World, session: CheckoutSession): string {
  const [request] = world.state.checkoutRequests[session.id]?.discounts ?? [];
  const coupon = world.state.coupons[request?.coupon ?? ''];
  if (!coupon) return 'Discount';
  const amount =
    coupon.percent_off === null
      ? money(coupon.amount_off ?? 0, coupon.currency ?? 'usd')
      : `${coupon.percent_off}%`;
  const months = counted(coupon.duration_in_months ?? 0, 'month');
  const lasts =
    { once: 'once', repeating: `for ${months}`, forever: 'for ever' }[String(coupon.duration)] ?? '';
  const code = world.state.promotionCodes[request?.promotionCode ?? '']?.code;
  return `${code ?? coupon.name ?? 'Discount'}: ${amount} off ${lasts}`;
}

function codeForm(world: World, session: CheckoutSession, { code }: CheckoutView): Html {
  const [redeemed] = world.state.checkoutRequests[session.id]?.discounts ?? [];
  const action = `/c/pay/${session.id}/code`;
  if (redeemed)
    return html`<form method="post" action="${action}"><button class="btn btn-sm" name="code" value="">Remove the code</button></form>`;
  return html`<form method="post" action="${action}" class="form-stack" novalidate>
${field({ name: 'code', label: 'Promotion code', value: code?.typed ?? '', error: code?.error, autocomplete: 'off' })}
<button class="btn">Apply</button></form>`;
}

function emailField(world: World, session: CheckoutSession, view: CheckoutView): Html {
  const known = session.customer ? world.state.customers[session.customer]?.email : null;
  if (known) return html`<p><span class="label">E-mail</span> ${known}</p>`;
  return field({
    name: 'email',
    label: 'E-mail',
    value: view.form.email || session.customer_email || '',
    error: view.errors.email,
    autocomplete: 'email',
    type: 'email',
  });
}

function trialEnd(world: World, session: CheckoutSession): number | null {
  const request = world.state.checkoutRequests[session.id];
  if (request?.trialEnd) return request.trialEnd;
  return request?.trialDays ? world.now() + request.trialDays * 86_400 : null;
}
