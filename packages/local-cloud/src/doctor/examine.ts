import { Stripe, stripeFor } from '@archipelago/core/billing/stripe';
import pg from 'pg';
import { checkCatalogue } from './check-catalogue.ts';
import { checkClerk } from './check-clerk.ts';
import { type Ask, checkMigrations, checkRole } from './check-database.ts';
import { checkDeliveries } from './check-deliveries.ts';
import { checkMail } from './check-mail.ts';
import { checkNetlify } from './check-netlify.ts';
import { checkQueues } from './check-queues.ts';
import { checkSettings } from './check-settings.ts';
import { checkStripeKey } from './check-stripe-key.ts';
import { checkWebhook } from './check-webhook.ts';
import { checkWebhookSecrets } from './check-webhook-secrets.ts';
import { type Finding, messageOf, skipped, wrong } from './finding.ts';

export interface Section {
  title: string;
  findings: Finding[];
}

type Source = Record<string, string | undefined>;

interface Look {
  title: string;
  /** Variables without which there is nothing to look at. */
  needs: readonly string[];
  run(given: Record<string, string>): Promise<Finding[]>;
}

/** Looks at everything a deploy leans on, one after the other, and yields what it found. Changes nothing anywhere. */
export async function* examine(source: Source): AsyncGenerator<Section> {
  for (const { title, needs, run } of looks(source)) {
    const missing = needs.filter((name) => !source[name]);
    yield {
      title,
      findings:
        missing.length > 0
          ? [
              skipped(
                `${new Intl.ListFormat('en-GB').format(missing)} ${missing.length === 1 ? 'is' : 'are'} not set.`,
              ),
            ]
          : await run(source as Record<string, string>).catch((error: unknown) => [
              wrong(
                `This could not be looked at: ${messageOf(error)}`,
                'Correct what is wrong above first, then run this again.',
              ),
            ]),
    };
  }
}

function looks(source: Source): Look[] {
  const appUrl = (source.APP_URL ?? '').replace(/\/+$/, '');
  const stripe = () => stripeFor(source.STRIPE_SECRET_KEY ?? '', source.STRIPE_API_URL);
  return [
    { title: 'Settings', needs: [], run: async () => checkSettings(source) },
    { title: 'Database', needs: ['DATABASE_URL'], run: () => database(source) },
    {
      title: 'Stripe',
      needs: ['STRIPE_SECRET_KEY', 'APP_URL'],
      run: ({ STRIPE_SECRET_KEY: secretKey = '' }) =>
        checkStripeKey(stripe(), { secretKey, appUrl, context: source.CONTEXT }),
    },
    { title: 'Catalogue', needs: ['STRIPE_SECRET_KEY'], run: () => checkCatalogue(stripe()) },
    {
      title: 'Webhook',
      needs: ['STRIPE_SECRET_KEY', 'APP_URL'],
      run: async () => [
        ...(await checkWebhook(stripe(), { appUrl, apiVersion: Stripe.API_VERSION })),
        ...(await checkDeliveries(stripe())),
      ],
    },
    {
      title: 'Webhook secret',
      needs: ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRETS', 'APP_URL'],
      run: ({ STRIPE_WEBHOOK_SECRETS: secrets = '', STRIPE_SECRET_KEY: secretKey = '' }) =>
        checkWebhookSecrets({
          appUrl,
          secrets: secrets.split(',').map((secret) => secret.trim()),
          isLive: secretKey.includes('_live_'),
        }),
    },
    {
      title: 'Clerk',
      needs: ['CLERK_SECRET_KEY', 'PUBLIC_CLERK_PUBLISHABLE_KEY', 'CLERK_JWT_KEY'],
      run: (given) =>
        checkClerk({
          secretKey: given.CLERK_SECRET_KEY ?? '',
          publishableKey: given.PUBLIC_CLERK_PUBLISHABLE_KEY ?? '',
          jwtKey: given.CLERK_JWT_KEY ?? '',
          apiUrl: source.CLERK_API_URL,
          frontendUrl: source.CLERK_FAPI_URL,
        }),
    },
    { title: 'Mail', needs: ['SMTP_URL'], run: ({ SMTP_URL = '' }) => checkMail(SMTP_URL) },
    {
      title: 'Netlify',
      needs: [],
      run: () => checkNetlify({ token: source.NETLIFY_AUTH_TOKEN, siteId: source.SITE_ID }),
    },
  ];
}

async function database({
  DATABASE_URL: url = '',
  DATABASE_URL_UNPOOLED: ownerUrl,
}: Source): Promise<Finding[]> {
  const app = await asking(url);
  if ('problem' in app) return [unreachable('DATABASE_URL', url, app.problem)];
  const owner = ownerUrl ? await asking(ownerUrl) : null;
  try {
    const role = await checkRole(app.ask);
    const migrations =
      owner && 'problem' in owner
        ? [unreachable('DATABASE_URL_UNPOOLED', ownerUrl ?? '', owner.problem)]
        : await checkMigrations(owner?.ask ?? null);
    return [...role, ...migrations, ...(await checkQueues(app.ask))];
  } finally {
    await app.end();
    if (owner && 'end' in owner) await owner.end();
  }
}

async function asking(url: string): Promise<{ ask: Ask; end(): Promise<void> } | { problem: unknown }> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 8_000,
    query_timeout: 10_000,
    application_name: 'archipelago-doctor',
  });
  // A connection that breaks later is told by the statement that meets it.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (problem) {
    return { problem };
  }
  return {
    ask: async <Row>(sql: string) => (await client.query(sql)).rows as Row[],
    end: () => client.end(),
  };
}

function unreachable(name: string, url: string, error: unknown): Finding {
  const where = URL.canParse(url) ? new URL(url).host : 'its host';
  return wrong(
    `${name}: the database at ${where} takes no connection: ${messageOf(error)}`,
    'Check host, user and password, and that the database runs. A role’s password is set by `npm run db:migrate` from DATABASE_URL.',
  );
}
