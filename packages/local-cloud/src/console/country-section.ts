import { type Html, html } from '../html/html.ts';
import type { LocalSettings } from '../settings.ts';
import { askNetlify } from './ask-netlify.ts';

/** One of each kind: what prices are in, and whether visitors are asked before their visits are measured. */
const countries = [
  ['', 'Nobody knows where'],
  ['US', 'United States'],
  ['DE', 'Germany'],
  ['GB', 'United Kingdom'],
  ['CH', 'Switzerland'],
  ['BR', 'Brazil'],
  ['JP', 'Japan'],
] as const;

/** Where every visitor of the product seems to come from, as the platform would tell it. */
export async function countrySection(settings: LocalSettings): Promise<Html> {
  const now = await countryNow(settings);
  return html`<section class="card" aria-labelledby="country-title"><div class="card-h"><h2 id="country-title">Visitors’ country</h2></div>
<form class="pad dns-form" method="post" action="/country">
<label>Everybody visits from<select name="country">${countries.map(([code, name]) => html`<option value="${code}"${code === now && html` selected`}>${name}</option>`)}</select></label>
<button class="btn">Choose</button>
<p class="muted">Prices begin with its currency, and only some countries ask before visits are counted.</p>
</form></section>`;
}

/** False when the product is not there to be told. */
export async function chooseCountry(settings: LocalSettings, country: string): Promise<boolean> {
  const answer = await askNetlify(settings, '/local/country', {
    method: 'POST',
    body: JSON.stringify({ country: country || null }),
  });
  return answer?.status === 204;
}

async function countryNow(settings: LocalSettings): Promise<string> {
  const answer = await askNetlify(settings, '/local/status');
  const status = (await answer?.json().catch(() => null)) as { country?: string | null } | null;
  return status?.country ?? '';
}
