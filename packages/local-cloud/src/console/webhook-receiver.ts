import type { IncomingMessage } from 'node:http';
import { webhookHeaders } from '@archipelago/core/webhooks/webhook-headers';
import { moment } from '../html/format.ts';
import { type Html, html } from '../html/html.ts';
import { type HtmlAnswer, page, readBody } from '../html/serve-html.ts';
import { consoleLayout } from './console-layout.ts';

interface Received {
  at: number;
  id: string;
  timestamp: string;
  signature: string;
  body: string;
}

const kept = 100;

export interface WebhookReceiver {
  receive(request: IncomingMessage): Promise<HtmlAnswer>;
  /** `secret` is what the endpoint's page shows; with it, each signature is checked. */
  list(secret: string): HtmlAnswer;
}

/** Somebody's system that a workspace tells of its events: takes every webhook, and keeps the latest until the next start. */
export function webhookReceiver(): WebhookReceiver {
  const received: Received[] = [];
  return {
    async receive(request) {
      const header = (name: string) => String(request.headers[name] ?? '');
      received.unshift({
        at: Date.now(),
        id: header('webhook-id'),
        timestamp: header('webhook-timestamp'),
        signature: header('webhook-signature'),
        body: await readBody(request),
      });
      received.splice(kept);
      return { status: 204, headers: {}, body: '' };
    },
    list: (secret) => page(200, receiverPage(received, secret)),
  };
}

function receiverPage(received: readonly Received[], secret: string): Html {
  return consoleLayout(
    'Receiver',
    html`<p class="muted">Add the address of this page as a webhook endpoint of a workspace, and send a test event. With the endpoint’s secret, signatures are checked.</p>
<section class="card"><form method="get" action="/receiver" class="row"><label>Signing secret <input name="secret" value="${secret}" placeholder="whsec_…" autocomplete="off"></label> <button class="btn">Check signatures</button></form></section>
<section class="card">${received.length === 0 ? html`<p class="row muted">Nothing was received yet.</p>` : html`<div class="rows">${received.map((one) => receivedRow(one, secret))}</div>`}</section>`,
  );
}

function receivedRow(one: Received, secret: string): Html {
  return html`<div class="row"><span class="num">${moment(one.at)}</span> <span class="mono">${one.id}</span> ${secret && signatureBadge(one, secret)}<pre class="plain" tabindex="0">${one.body}</pre></div>`;
}

function signatureBadge({ id, timestamp, signature, body }: Received, secret: string): Html {
  const wanted = webhookHeaders({ id, at: new Date(Number(timestamp) * 1000), body }, [secret]);
  const isRight = signature.split(' ').includes(wanted['webhook-signature'] ?? '');
  return isRight
    ? html`<span class="badge ok">signature right</span>`
    : html`<span class="badge bad">signature wrong</span>`;
}
