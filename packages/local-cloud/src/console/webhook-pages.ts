import { moment } from '../html/format.ts';
import { type Html, html } from '../html/html.ts';
import { actionButton, ago, consoleLayout } from './console-layout.ts';
import type { WebhookRow } from './webhook-rows.ts';

const shown = 200;

export function webhookListPage(rows: readonly WebhookRow[]): Html {
  return consoleLayout(
    'Webhooks',
    html`<p class="muted">What Stripe and Clerk told the product. Resend tries once more; Duplicate sends the same event twice at the same moment, to prove that it has one effect.</p>
<section class="card">${webhookTable(rows.slice(0, shown), '/webhooks')}</section>`,
  );
}

export function webhookTable(rows: readonly WebhookRow[], back: string): Html {
  if (rows.length === 0)
    return html`<p class="row muted">Nothing was sent yet. Change a plan or a profile, and it shows here.</p>`;
  const now = Date.now();
  return html`<table class="table webhooks"><thead><tr><th scope="col">Event</th><th scope="col">From</th><th scope="col">State</th><th scope="col">Attempts</th><th scope="col">When</th><th scope="col"><span class="vh">Send again</span></th></tr></thead>
<tbody>${rows.map((row) => {
    const path = `/webhooks/${row.service}/${row.id}`;
    return html`<tr><td><a class="link mono" href="${path}">${row.type}</a>${row.isDuplicate && html` <span class="badge">duplicate</span>`}</td>
<td>${row.service === 'stripe' ? 'Stripe' : 'Clerk'}</td><td>${stateBadge(row)}</td><td class="num">${row.attempts.length}</td>
<td class="muted nowrap">${ago(row.createdAt, now)}</td><td><div class="actions">${sendAgain(path, back, row.type)}</div></td></tr>`;
  })}</tbody></table>`;
}

export function webhookPage(row: WebhookRow): Html {
  const path = `/webhooks/${row.service}/${row.id}`;
  return consoleLayout(
    row.type,
    html`<section class="card" aria-labelledby="attempts-title"><div class="card-h"><h2 id="attempts-title">Attempts</h2>${stateBadge(row)}<div class="actions">${sendAgain(path, path, row.type)}</div></div>
${
  row.attempts.length === 0
    ? html`<p class="row muted">It is on its way.</p>`
    : html`<div class="rows">${row.attempts.map(
        ({ at, status, error, response }) =>
          html`<div class="row"><span class="num">${moment(at)}</span><span>${status ?? 'No answer'}${error && html`, ${error}`}</span>${response && html`<pre class="plain">${response}</pre>`}</div>`,
      )}</div>`
}</section>
<section class="card" aria-labelledby="body-title"><div class="card-h"><h2 id="body-title">Event</h2></div><pre class="pad plain" tabindex="0">${row.body}</pre></section>`,
    { back: { href: '/webhooks', label: 'Webhooks' } },
  );
}

function sendAgain(path: string, back: string, type: string): Html {
  return html`${actionButton({ action: `${path}/resend`, label: 'Resend', back, about: type })}${actionButton({ action: `${path}/duplicate`, label: 'Duplicate', back, about: type })}`;
}

function stateBadge({ state, attempts }: WebhookRow): Html {
  if (state === 'delivered') return html`<span class="badge ok">delivered</span>`;
  if (state === 'failed') return html`<span class="badge bad">failed</span>`;
  return html`<span class="badge warn">${attempts.length > 0 ? 'retrying' : 'pending'}</span>`;
}
