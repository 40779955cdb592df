import { type Html, html } from '../html/html.ts';
import { seedPassword } from '../seed/people.ts';
import { seededSignIns } from '../seed/seeded-sign-ins.ts';
import { billingClockSection } from './billing-clock-section.ts';
import { conditionsNotice } from './conditions-section.ts';
import { consoleLayout, copyable } from './console-layout.ts';
import type { ConsoleSources } from './console-sources.ts';
import { countrySection } from './country-section.ts';
import { limitsSection } from './limits-section.ts';
import { mailRows } from './mail-pages.ts';
import { servicesSection } from './services-section.ts';
import { webhookTable } from './webhook-pages.ts';
import { webhookRows } from './webhook-rows.ts';

/** Everything at a glance. */
export async function homePage(sources: ConsoleSources): Promise<Html> {
  const { settings, mail, stripe } = sources;
  const messages = mail.messages();
  return consoleLayout(
    'Local console',
    html`<div class="console-grid">
<div class="console-main">
${await servicesSection(settings)}
<div class="console-pair">
${signInSection(settings.webPort)}
<section class="card" aria-labelledby="mail-title"><div class="card-h"><h2 id="mail-title">Mailbox</h2><a class="link" href="/mail">All ${messages.length}</a></div>
${mailRows(messages.slice(0, 6))}</section>
</div>
<section class="card" aria-labelledby="webhooks-title"><div class="card-h"><h2 id="webhooks-title">Webhooks</h2><a class="link" href="/webhooks">All</a></div>
${webhookTable(webhookRows(sources).slice(0, 10), '/')}</section>
</div>
<div class="console-side">
${conditionsNotice(stripe)}
${billingClockSection(stripe, '/')}
${await countrySection(settings)}
${limitsSection()}
</div>
</div>`,
    { isHome: true },
  );
}

function signInSection(webPort: number): Html {
  return html`<section class="card" aria-labelledby="sign-in-title"><div class="card-h"><h2 id="sign-in-title">Sign in as</h2></div>
<div class="row password"><span>Password for all</span>${copyable(seedPassword)}</div>
<div class="rows">${seededSignIns.map(([email, what, slug]) => {
    const host = slug ? `${slug}.localhost` : 'localhost';
    return html`<div class="row sign-in"><div>${copyable(email)}<p class="muted">${what}</p></div>
<a class="btn btn-sm" href="http://${host}:${webPort}/sign-in" aria-label="Open sign-in for ${email}">Sign in</a></div>`;
  })}</div></section>`;
}
