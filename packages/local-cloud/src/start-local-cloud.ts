import { join } from 'node:path';
import { catalogueAsStripe } from '@archipelago/core/billing/catalogue-as-stripe';
import { step } from '../bin/install.mjs';
import { appEnvironment, databaseUrls, localSecrets } from './app-environment.ts';
import { startClerk } from './clerk/start-clerk.ts';
import { startConsole } from './console/start-console.ts';
import { deployDatabase } from './database/deploy-database.ts';
import { generateClient } from './database/generate-client.ts';
import { startDns } from './dns/start-dns.ts';
import { startMail } from './mail/start-mail.ts';
import { startNeonProxy } from './postgres/start-neon-proxy.ts';
import { startPostgres } from './postgres/start-postgres.ts';
import { acmeBilling, launchCode } from './seed/billing.ts';
import type { LocalSettings } from './settings.ts';
import { startStripe } from './stripe/start-stripe.ts';

export interface LocalCloud {
  /** What the product reads. */
  environment: Record<string, string>;
  /** What tests and the bench read besides. */
  testEnvironment: Record<string, string>;
  isLocalDatabase: boolean;
}

/**
 * Starts everything the product needs besides itself. `alongside` runs while the database starts, because both
 * take seconds; `onStarted` is told how to stop each service as soon as it runs.
 */
export async function startLocalCloud(
  settings: LocalSettings,
  given: Record<string, string | undefined>,
  hooks: { alongside?: () => Promise<void>; onStarted: (stop: () => Promise<void>) => void },
): Promise<LocalCloud> {
  const folder = (name: string) => join(settings.dataDirectory, name);
  const keep = <T extends { stop(): Promise<void> }>(service: T): T => {
    hooks.onStarted(() => service.stop());
    return service;
  };
  await generateClient();
  const alongside = hooks.alongside?.();

  const { appUrl, ownerUrl, isLocal } = databaseUrls(settings, given);
  if (isLocal) {
    keep(
      await step('Starting Postgres', () =>
        startPostgres({ port: settings.postgresPort, dataDirectory: folder('postgres') }),
      ),
    );
  }
  const database = new URL(appUrl);
  keep(
    await startNeonProxy({
      port: settings.neonProxyPort,
      target: { host: database.hostname, port: Number(database.port || 5432) },
    }),
  );
  await step('Bringing the database up to date', async () => {
    await deployDatabase({ ownerUrl, appUrl });
    if (!isLocal) return;
    // Needs the generated client, which on a fresh clone exists only now.
    const { seed } = await import('../../../prisma/seed.ts');
    await seed({ ownerUrl });
  });

  const mail = keep(await startMail({ port: settings.smtpPort, dataDirectory: folder('mail') }));
  const dns = keep(await startDns({ port: settings.dnsPort, dataDirectory: folder('dns') }));
  const web = `http://127.0.0.1:${settings.webPort}`;
  const clerk = keep(
    await step('Starting Clerk', () =>
      startClerk({
        port: settings.clerkPort,
        dataDirectory: folder('clerk'),
        webhook: { url: `${web}/api/webhooks/clerk`, secret: localSecrets.clerkWebhookSecret },
        smtpPort: settings.smtpPort,
      }),
    ),
  );
  const stripe = keep(
    await startStripe({
      port: settings.stripePort,
      dataDirectory: folder('stripe'),
      // As APP_URL spells it: the doctor compares.
      webhooks: [
        {
          url: `http://localhost:${settings.webPort}/api/webhooks/stripe`,
          secrets: [localSecrets.stripeWebhookSecret],
        },
      ],
      catalogue: catalogueAsStripe(),
      seed: [acmeSubscription],
      promotionCodes: [launchCode],
      retryDelays: given.ARCHIPELAGO_FAST_RETRIES ? [200, 400, 800, 1600, 3200] : undefined,
    }),
  );
  keep(await startConsole({ port: settings.consolePort, settings, clerk, stripe, mail, dns }));
  await alongside;

  const environment = appEnvironment(settings, { clerkJwtKey: clerk.jwtKey, appUrl, given });
  return {
    environment,
    testEnvironment: {
      ...environment,
      ARCHIPELAGO_TEST_OWNER_URL: ownerUrl,
      ARCHIPELAGO_APP_URL: environment.APP_URL ?? '',
      ARCHIPELAGO_CONSOLE_URL: `http://localhost:${settings.consolePort}`,
      ARCHIPELAGO_PORT: String(settings.webPort),
      ARCHIPELAGO_DATA: settings.dataDirectory,
    },
    isLocalDatabase: isLocal,
  };
}

/** Acme's trial as Stripe knows it; the database holds its projection. */
const acmeSubscription = {
  customerId: acmeBilling.stripeCustomerId,
  subscriptionId: acmeBilling.stripeSubscriptionId,
  name: acmeBilling.name,
  email: acmeBilling.billingEmail,
  metadata: { workspace: acmeBilling.workspaceSlug },
  priceLookupKey: 'pro_monthly',
  quantity: acmeBilling.seats,
  trialStartedDaysAgo: acmeBilling.trialStartedDaysAgo,
  trialDays: acmeBilling.trialDays,
};
