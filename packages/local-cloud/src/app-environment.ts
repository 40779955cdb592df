import type { LocalSettings } from './settings.ts';

/**
 * Secrets of the local cloud. They are public on purpose: nothing outside this machine accepts them, and the
 * product refuses to boot with them anywhere but on a loopback address.
 */
export const localSecrets = {
  clerkPublishableKey: 'pk_test_Y2xlcmsubG9jYWxob3N0JA',
  clerkSecretKey: 'sk_test_archipelago_local',
  clerkWebhookSecret: `whsec_${Buffer.from('archipelago-local-clerk-webhooks').toString('base64')}`,
  stripeSecretKey: 'sk_test_archipelago_local',
  stripeWebhookSecret: 'whsec_archipelago_local_stripe_webhooks',
  edgeSecret: 'archipelago-local-edge-secret-0123456789',
  jobsSecret: 'archipelago-local-jobs-secret-0123456789',
  webhooksSecret: 'archipelago-local-webhooks-secret-012345',
  ownerPassword: 'archipelago-local-owner',
  appPassword: 'archipelago-local-app',
} as const;

/** Where the database is: this machine's own, unless the person named another. */
export function databaseUrls(
  settings: LocalSettings,
  given: Record<string, string | undefined>,
): { appUrl: string; ownerUrl: string; isLocal: boolean } {
  if (given.DATABASE_URL && given.DATABASE_URL_UNPOOLED) {
    return { appUrl: given.DATABASE_URL, ownerUrl: given.DATABASE_URL_UNPOOLED, isLocal: false };
  }
  const at = `127.0.0.1:${settings.postgresPort}/archipelago`;
  return {
    appUrl: `postgresql://archipelago_app:${localSecrets.appPassword}@${at}`,
    ownerUrl: `postgresql://archipelago_owner:${localSecrets.ownerPassword}@${at}`,
    isLocal: true,
  };
}

/** What the product reads, pointing at the local cloud. Values a person set themselves win. */
export function appEnvironment(
  settings: LocalSettings,
  options: { clerkJwtKey: string; appUrl: string; given?: Record<string, string | undefined> },
): Record<string, string> {
  const clerk = `http://127.0.0.1:${settings.clerkPort}`;
  const local: Record<string, string> = {
    APP_URL: `http://localhost:${settings.webPort}`,
    TENANT_SUBDOMAINS: 'on',
    DATABASE_URL: options.appUrl,
    NEON_WS_PROXY: `127.0.0.1:${settings.neonProxyPort}`,
    ...clerkBuildEnvironment,
    CLERK_SECRET_KEY: localSecrets.clerkSecretKey,
    CLERK_JWT_KEY: options.clerkJwtKey,
    CLERK_WEBHOOK_SECRET: localSecrets.clerkWebhookSecret,
    CLERK_API_URL: `${clerk}/bapi`,
    CLERK_FAPI_URL: `${clerk}/fapi`,
    STRIPE_SECRET_KEY: localSecrets.stripeSecretKey,
    STRIPE_WEBHOOK_SECRETS: localSecrets.stripeWebhookSecret,
    STRIPE_API_URL: `http://127.0.0.1:${settings.stripePort}`,
    SMTP_URL: `smtp://127.0.0.1:${settings.smtpPort}`,
    MAIL_FROM: 'Archipelago <hello@archipelago.test>',
    CUSTOM_DOMAIN_ADDRESSES: '127.0.0.1',
    CUSTOM_DOMAIN_TEST_SUFFIX: 'localhost',
    DNS_SERVERS: `127.0.0.1:${settings.dnsPort}`,
    EDGE_SECRET: localSecrets.edgeSecret,
    JOBS_SECRET: localSecrets.jobsSecret,
    WEBHOOKS_SECRET: localSecrets.webhooksSecret,
    WEBHOOK_ALLOWED_PRIVATE_HOSTS: `localhost:${settings.consolePort},127.0.0.1:${settings.consolePort}`,
  };
  for (const name of Object.keys(local)) {
    const value = options.given?.[name];
    if (value !== undefined) local[name] = value;
  }
  return local;
}

/** What the build inlines. The same for every port, so that one build serves `npm start` and the tests. */
export const clerkBuildEnvironment = {
  PUBLIC_CLERK_PUBLISHABLE_KEY: localSecrets.clerkPublishableKey,
  PUBLIC_CLERK_PROXY_URL: '/__clerk',
  PUBLIC_CLERK_SIGN_IN_URL: '/sign-in',
  PUBLIC_CLERK_SIGN_UP_URL: '/sign-up',
  PUBLIC_CLERK_TELEMETRY_DISABLED: 'true',
  PUBLIC_CLERK_KEYLESS_DISABLED: 'true',
} as const;
