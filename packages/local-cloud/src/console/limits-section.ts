import { dnsLimits } from '../dns/start-dns.ts';
import { type Html, html } from '../html/html.ts';
import { mailLimits } from '../mail/start-mail.ts';
import { stripeLimits } from '../stripe/start-stripe.ts';

const clerkLimits = [
  'Social sign-in, SSO, passkeys, phone numbers, asking again for a password before a change, and bot protection.',
  'Pictures of people and organizations, and rate limits.',
];

const netlifyLimits = [
  'Limits of processor time and memory, regions and rate limits.',
  'Image transformations, redirects, forms and skew protection.',
];

const postgresLimits = [
  'Neon’s branching, autosuspend and connection pooler: the driver talks to Postgres directly.',
];

/** What each stand-in leaves out, said where people look. */
export function limitsSection(): Html {
  const services: [string, readonly string[]][] = [
    ['Stripe', stripeLimits],
    ['Clerk', clerkLimits],
    ['Netlify', netlifyLimits],
    ['Postgres', postgresLimits],
    ['Mail', mailLimits],
    ['DNS', dnsLimits],
  ];
  return html`<section class="card" aria-labelledby="limits-title"><div class="card-h"><h2 id="limits-title">What is not simulated</h2></div>
<div class="rows">${services.map(
    ([name, limits]) =>
      html`<details class="limits"><summary>${name}</summary><ul>${limits.map((limit) => html`<li>${limit}</li>`)}</ul></details>`,
  )}</div></section>`;
}
