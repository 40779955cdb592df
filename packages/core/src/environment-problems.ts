import type { z } from 'zod';
import { isLoopback } from './is-loopback.ts';

/** What each variable is for and how a right one looks. */
const purposes: Record<string, string> = {
  APP_URL: 'the address of the product itself, e.g. https://archipelago.example',
  TENANT_SUBDOMAINS:
    '"on" when *.APP_URL reaches this site, else "off": workspaces then live at /w/<address>',
  DATABASE_URL: 'the pooled Postgres connection of the runtime role archipelago_app, postgresql://…',
  NEON_WS_PROXY: 'host:port of a WebSocket proxy in front of a Postgres that is not Neon',
  PUBLIC_CLERK_PUBLISHABLE_KEY: "Clerk's publishable key, pk_…",
  CLERK_SECRET_KEY: "Clerk's secret key, sk_…",
  CLERK_JWT_KEY: "Clerk's JWT public key in PEM form, so that sessions are verified without a network call",
  CLERK_WEBHOOK_SECRET: "the signing secret of Clerk's webhook endpoint, whsec_…",
  CLERK_API_URL: "the local cloud's Clerk Backend API, http://127.0.0.1:…",
  CLERK_FAPI_URL: "the local cloud's Clerk Frontend API, http://127.0.0.1:…",
  PUBLIC_CLERK_PROXY_URL: "where the browser reaches the local cloud's Clerk",
  STRIPE_SECRET_KEY: "Stripe's secret key, sk_… or a restricted rk_…",
  STRIPE_WEBHOOK_SECRETS:
    "the signing secret of Stripe's webhook endpoint, whsec_…; two, comma separated, while rotating",
  STRIPE_API_URL: "the local cloud's Stripe, http://127.0.0.1:…",
  SMTP_URL: 'the mail server, smtp://user:password@host:587 or smtps://…',
  MAIL_FROM: 'the sender of every mail, e.g. Archipelago <hello@archipelago.example>',
  CONTACT_EMAIL: "the mailbox that the contact form's messages go to; the sender's own without it",
  MAIL_WEBHOOK_SECRET:
    'what the mail provider signs bounces with, whsec_…; without it, only what is refused at once is known',
  NETLIFY_PURGE_API_TOKEN: 'set by Netlify itself: lets a publication purge cached pages',
  NETLIFY_API_URL: "the local cloud's Netlify API, http://127.0.0.1:…",
  CUSTOM_DOMAIN_TARGET:
    "the host name that the CNAME of custom domains leads to, e.g. sites.archipelago.example; APP_URL's host without it",
  CUSTOM_DOMAIN_ADDRESSES:
    'IP addresses, comma separated, for domains that can have no CNAME, e.g. 75.2.60.5 on Netlify',
  CUSTOM_DOMAIN_TEST_SUFFIX: 'a suffix whose names anybody may claim by DNS, e.g. localhost',
  DNS_SERVERS: 'name servers to ask for TXT records, comma separated, e.g. 1.1.1.1:53,9.9.9.9:53',
  ANALYTICS_SCRIPT_URL:
    'the https address of a script that counts visits to public pages; without it nothing is counted and nobody is asked',
  ANALYTICS_SITE: 'how that script is told the site, as one attribute, e.g. data-domain=archipelago.example',
  EDGE_SECRET: 'at least 32 random characters; signs the routing hint between edge and origin',
  JOBS_SECRET:
    'at least 32 random characters; signs calls to background functions and derives invitation links',
  WEBHOOKS_SECRET:
    'at least 32 random characters; derives the signing secret of every webhook endpoint, so that another value changes them all',
  WEBHOOK_ALLOWED_PRIVATE_HOSTS:
    'host:port of receivers on your own machine that webhooks may reach, comma separated',
};

const localOnly = [
  'CLERK_API_URL',
  'CLERK_FAPI_URL',
  'PUBLIC_CLERK_PROXY_URL',
  'STRIPE_API_URL',
  'NETLIFY_API_URL',
  'WEBHOOK_ALLOWED_PRIVATE_HOSTS',
  'CUSTOM_DOMAIN_TEST_SUFFIX',
];

/** Every problem as one line a person can act on: malformed values first, then what does not fit where this runs. */
export function environmentProblems(
  given: Record<string, string | undefined>,
  error: z.ZodError | undefined,
): string[] {
  const names = new Set((error?.issues ?? []).map((issue) => String(issue.path[0])));
  const malformed = [...names].map((name) => {
    const problem = given[name] === undefined ? 'is missing' : 'is malformed';
    return `${name} ${problem}. It is ${purposes[name]}.`;
  });
  return [...malformed, ...misplaced(given, names)];
}

function misplaced(given: Record<string, string | undefined>, malformed: ReadonlySet<string>): string[] {
  if (!given.APP_URL || malformed.has('APP_URL')) return [];
  if (isLoopback(given.APP_URL)) {
    return given.CONTEXT === 'production'
      ? [
          `APP_URL is ${given.APP_URL}, an address of one machine, in a production deploy. Set the site's public address.`,
        ]
      : [];
  }
  const problems: string[] = [];
  if (!given.APP_URL.startsWith('https:')) problems.push('APP_URL must be https outside your own machine.');
  for (const [name, value] of Object.entries(given)) {
    if (name in purposes && value && isLocalCloudValue(value)) {
      problems.push(
        `${name} is the local cloud's, which is public knowledge. Use your own: ${purposes[name]}.`,
      );
    }
  }
  for (const name of localOnly) {
    if (given[name]) problems.push(`${name} is for the local cloud only. Remove it.`);
  }
  return problems;
}

/** True for a secret of the local cloud, also when it is wrapped in base64 as Clerk's are. */
function isLocalCloudValue(value: string): boolean {
  const wrapped = value.replace(/^(whsec|pk_test|pk_live)_/, '');
  const unwrapped = Buffer.from(wrapped, 'base64').toString('latin1');
  return [value, unwrapped].some((text) => /archipelago[-_]local|clerk\.localhost/.test(text));
}
