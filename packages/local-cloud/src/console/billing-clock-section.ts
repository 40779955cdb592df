import { counted, date, money, shortDate } from '../html/format.ts';
import { type Html, html } from '../html/html.ts';
import type { LocalStripe } from '../stripe/start-stripe.ts';
import type { Invoice, StoredEvent, Subscription } from '../stripe/stripe-state.ts';
import { actionButton } from './console-layout.ts';

/** What the billing clock did lately, in words; other events are left to the list of webhooks. */
const told: Record<string, (object: unknown, names: (id: string) => string) => string> = {
  'customer.subscription.trial_will_end': (object, names) =>
    `${names((object as Subscription).customer)}: trial ends in three days`,
  'customer.subscription.deleted': (object, names) =>
    `${names((object as Subscription).customer)}: subscription ended`,
  'customer.subscription.paused': (object, names) =>
    `${names((object as Subscription).customer)}: paused, no card`,
  'invoice.paid': (object, names) => `${names((object as Invoice).customer)}: ${amount(object)} paid`,
  'invoice.payment_failed': (object, names) =>
    `${names((object as Invoice).customer)}: ${amount(object)} declined, attempt ${(object as Invoice).attempt_count} of 4`,
};

/** `back`: the page it is shown on. */
export function billingClockSection(stripe: LocalStripe, back: string): Html {
  const { clock, declineNextCharge } = stripe;
  const ahead = Math.round(clock.aheadBy() / 86_400);
  const next = clock.nextDueAt();
  const advance = (by: string, label: string) =>
    actionButton({ action: '/billing-clock', label, back, fields: { by }, tone: 'btn-sm btn-block' });
  const declines = declineNextCharge.get();
  return html`<section class="card" aria-labelledby="clock-title">
<div class="card-h"><h2 id="clock-title">Billing clock</h2>${ahead > 0 ? html`<span class="badge warn">${counted(ahead, 'day')} ahead</span>` : html`<span class="badge ok">Real time</span>`}</div>
<div class="clock">
<div><p class="amount num">${date(clock.now())}</p>
<p class="muted num">${ahead > 0 && `Really ${date(clock.now() - clock.aheadBy())}. `}${next === null ? 'Nothing is due.' : `Next due on ${date(next)}.`}</p></div>
<div class="clock-steps">${advance('day', '+ 1 day')}${advance('week', '+ 1 week')}${advance('month', '+ 1 month')}${advance('year', '+ 1 year')}${advance('event', 'To next due')}</div>
<div class="clock-decline"><span>Decline the next charge, whoever’s it is</span>
${actionButton({ action: '/decline-next-charge', label: declines ? 'On: turn off' : 'Off: turn on', back, fields: { decline: declines ? 'off' : 'on' } })}</div>
<p class="hint">Moves Stripe’s time only, and only forward: trials end, invoices fall due, cards are charged. npm run db:reset begins anew.</p>
</div>
${recent(stripe)}
</section>`;
}

function recent(stripe: LocalStripe): Html {
  const names = (id: string) => stripe.state.customers[id]?.name ?? stripe.state.customers[id]?.email ?? id;
  const events = Object.values(stripe.state.events)
    .reverse()
    .filter((event) => isTold(event))
    .slice(0, 8);
  return html`<div class="rows history">${events.map(
    (event) =>
      html`<div class="row"><span class="muted num nowrap">${shortDate(event.created)}</span><span>${told[event.type]?.(event.data.object, names)}</span></div>`,
  )}</div>`;
}

/** An invoice over nothing, as at the start of a trial, is no news. */
function isTold(event: StoredEvent): boolean {
  if (!told[event.type]) return false;
  return event.type !== 'invoice.paid' || (event.data.object as Invoice).total !== 0;
}

function amount(object: unknown): string {
  const invoice = object as Invoice;
  return money(invoice.amount_due, invoice.currency);
}
