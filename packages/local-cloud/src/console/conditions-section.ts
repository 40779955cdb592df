import { type Html, html } from '../html/html.ts';
import {
  apiConditions,
  type Conditions,
  dunningEnds,
  normalConditions,
  webhookConditions,
} from '../stripe/conditions/conditions.ts';
import type { LocalStripe } from '../stripe/start-stripe.ts';

interface Choice {
  name: keyof Conditions;
  title: string;
  /** For each value: the button, and what it means while it is chosen. */
  values: Readonly<Record<string, readonly [label: string, meaning: string]>>;
}

const choices: readonly Choice[] = [
  {
    name: 'api',
    title: 'API answers',
    values: {
      normal: ['As usual', 'Every call is answered at once.'],
      slow: ['Slowly', 'Every call takes six seconds, and is done also when nobody waits for it any more.'],
      'rate-limited': ['429', 'Every call is refused: too many requests.'],
      failing: ['500', 'Every call fails before it has done anything.'],
      down: ['Not at all', 'Every connection is cut, Checkout and the portal included.'],
    },
  },
  {
    name: 'webhooks',
    title: 'Webhooks go out',
    values: {
      normal: ['As usual', 'Each event is sent once, as it happens.'],
      twice: ['Twice', 'Each event is sent twice at the same moment.'],
      late: ['Late', 'Each event is sent half a minute after it happened.'],
      reversed: ['Out of order', 'What happens within two seconds is sent newest first.'],
      held: ['Never', 'Nothing is sent until you choose something else; then all of it is.'],
    },
  },
  {
    name: 'afterLastFailure',
    title: 'After the fourth failed charge',
    values: {
      cancel: ['Cancel', 'The subscription ends.'],
      unpaid: ['Unpaid', 'The subscription stays, unpaid; its next invoices stay drafts.'],
      past_due: ['Past due', 'The subscription stays past due.'],
    },
  },
];

/** The switches that make the local Stripe misbehave. */
export function conditionsSection(stripe: LocalStripe): Html {
  const set = stripe.conditions.get();
  return html`<section class="card" aria-labelledby="conditions-title"><div class="card-h"><h2 id="conditions-title">Bad days</h2>${isNormal(set) ? html`<span class="badge ok">All as usual</span>` : html`<span class="badge warn">Not as usual</span>`}</div>
<div class="clock">${choices.map((choice) => choiceForm(choice, set[choice.name]))}</div></section>`;
}

/** Said on the first page too, so that nobody looks for a fault that was asked for. */
export function conditionsNotice(stripe: LocalStripe): Html {
  const set = stripe.conditions.get();
  const meanings = choices.flatMap(({ name, values }) =>
    set[name] === normalConditions[name] ? [] : (values[set[name]]?.[1] ?? []),
  );
  if (meanings.length === 0) return html``;
  return html`<p class="banner warn" role="status"><span>The local Stripe was told to misbehave. ${meanings.join(' ')} <a class="link" href="/billing">Change this</a></span></p>`;
}

/** What a form chose, or null when there is no such choice. */
export function readConditions(fields: URLSearchParams): Partial<Conditions> | null {
  const read = <T extends string>(name: string, known: readonly T[]) =>
    known.find((value) => value === fields.get(name));
  const [api, webhooks, afterLastFailure] = [
    read('api', apiConditions),
    read('webhooks', webhookConditions),
    read('afterLastFailure', dunningEnds),
  ];
  if (!api && !webhooks && !afterLastFailure) return null;
  return {
    ...(api && { api }),
    ...(webhooks && { webhooks }),
    ...(afterLastFailure && { afterLastFailure }),
  };
}

function isNormal(set: Conditions): boolean {
  return set.api === normalConditions.api && set.webhooks === normalConditions.webhooks;
}

function choiceForm({ name, title, values }: Choice, chosen: string): Html {
  return html`<form method="post" action="/conditions" class="choice"><input type="hidden" name="back" value="/billing">
<fieldset><legend>${title}</legend><div class="choice-buttons">${Object.entries(values).map(
    ([value, [label]]) =>
      html`<button class="btn btn-sm" name="${name}" value="${value}" aria-pressed="${value === chosen ? 'true' : 'false'}">${label}</button>`,
  )}</div></fieldset>
<p class="hint">${values[chosen]?.[1]}</p></form>`;
}
