import { counted, moment } from '../html/format.ts';
import { type Html, html } from '../html/html.ts';
import type { HtmlAnswer } from '../html/serve-html.ts';
import type { MailMessage } from '../mail/read-message.ts';
import { actionButton, ago, consoleLayout, copyable } from './console-layout.ts';

export function mailListPage(messages: readonly MailMessage[]): Html {
  return consoleLayout(
    'Mailbox',
    html`<p class="muted">Every message the product sends arrives here and goes nowhere else. Tests read <a class="link" href="/mail.json">/mail.json</a>, with ?to= for one address.</p>
<section class="card"><div class="card-h"><h2>${counted(messages.length, 'message')}</h2>${
      messages.length > 0 &&
      actionButton({ action: '/mail/empty', label: 'Empty the mailbox', back: '/mail' })
    }</div>${mailRows(messages)}</section>`,
  );
}

export function mailRows(messages: readonly MailMessage[]): Html {
  if (messages.length === 0)
    return html`<p class="row muted">No mail yet. Sign up or invite somebody, and it arrives here.</p>`;
  return html`<div class="rows">${messages.map(
    (message) =>
      html`<a class="row mail-row" href="/mail/${message.id}"><span><b>${message.subject || 'No subject'}</b><span class="muted">${message.to.join(', ')}</span></span>
<span class="muted nowrap">${message.codes[0] && html`<code class="mono code-badge">${message.codes[0]}</code> `}${ago(message.receivedAt, Date.now())}</span></a>`,
  )}</div>`;
}

export function mailPage(message: MailMessage): Html {
  return consoleLayout(
    message.subject || 'No subject',
    html`<section class="card pad">
<dl class="facts"><div><dt>From</dt><dd>${message.from}</dd></div><div><dt>To</dt><dd>${message.to.join(', ')}</dd></div><div><dt>Received</dt><dd>${moment(message.receivedAt)}</dd></div></dl>
${message.codes.map((code) => html`<p class="big-code">${copyable(code)}</p>`)}
${message.links.length > 0 && html`<ul class="mail-links">${message.links.map((link) => html`<li><a class="link" href="${link}">${link}</a></li>`)}</ul>`}
${message.attachments.length > 0 && html`<p class="muted">Attached: ${message.attachments.map(({ filename, bytes }) => `${filename} (${bytes} bytes)`).join(', ')}</p>`}
</section>
${
  message.html !== null &&
  html`<section class="card" aria-labelledby="html-title"><div class="card-h"><h2 id="html-title">As a mail program shows it</h2></div>
<iframe class="mail-frame" title="The message" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mail/${message.id}/html"></iframe></section>`
}
<section class="card" aria-labelledby="text-title"><div class="card-h"><h2 id="text-title">Text</h2></div><pre class="pad plain">${message.text}</pre></section>
<section class="card"><details class="limits"><summary>Headers</summary><pre class="plain">${message.headers.map(({ name, value }) => `${name}: ${value}\n`).join('')}</pre></details></section>`,
    { back: { href: '/mail', label: 'Mailbox' } },
  );
}

/** The HTML part alone: no script, no form, no outside picture; links open in a new tab. */
export function mailBody(message: MailMessage): HtmlAnswer {
  const policy =
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: http://localhost:* http://*.localhost:*; frame-ancestors 'self'";
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  return { status: 200, headers, body: `<!doctype html><base target="_blank">${message.html ?? ''}` };
}
