import { dnsTypes } from '../dns/dns-records.ts';
import type { LocalDns } from '../dns/start-dns.ts';
import { counted } from '../html/format.ts';
import { type Html, html } from '../html/html.ts';
import { actionButton, consoleLayout } from './console-layout.ts';

/** The records of the local name server, and a form for one more; with what was wrong with the last one. */
export function dnsPage(dns: LocalDns, problem: string | null, given = new URLSearchParams()): Html {
  const records = dns.records();
  return consoleLayout(
    'DNS',
    html`<p class="muted">The product asks this name server, at <code class="mono">${dns.address}</code>, and no other. Enter what a workspace’s Domains page asks for, then press Check now there.</p>
<section class="card" aria-labelledby="add-title"><div class="card-h"><h2 id="add-title">Add a record</h2></div>
<form class="pad dns-form" method="post" action="/dns/add">
<label>Type<select name="type">${dnsTypes.map((type) => html`<option${given.get('type') === type && html` selected`}>${type}</option>`)}</select></label>
<label>Name<input name="name" required autocomplete="off" spellcheck="false" value="${given.get('name') ?? ''}" placeholder="_archipelago-challenge.community.acme-example.localhost"></label>
<label>Value<input name="value" required autocomplete="off" spellcheck="false" value="${given.get('value') ?? ''}" placeholder="archipelago-verify=…"></label>
<button class="btn btn-primary">Add record</button>
${problem && html`<p class="dns-problem" role="alert">${problem}</p>`}
</form></section>
<section class="card" aria-labelledby="records-title"><div class="card-h"><h2 id="records-title">${counted(records.length, 'record')}</h2></div>
<div class="rows">${records.map(
      ({
        id,
        type,
        name,
        value,
      }) => html`<div class="row dns-row"><b class="mono">${type}</b><span class="mono">${name}</span><span class="mono muted">${value}</span>
${actionButton({ action: '/dns/remove', label: 'Remove', back: '/dns', fields: { id }, about: `${type} ${name}` })}</div>`,
    )}</div></section>`,
  );
}
