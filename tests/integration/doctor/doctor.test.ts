import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueAsStripe } from '@archipelago/core/billing/catalogue-as-stripe';
import { syncCatalogue } from '@archipelago/core/billing/in-step/sync-catalogue';
import { Stripe, stripeFor } from '@archipelago/core/billing/stripe';
import { webhookEvents } from '@archipelago/core/billing/webhook-events';
import { sweep } from '@archipelago/core/jobs/sweep';
import { localSecrets } from '@archipelago/local-cloud/app-environment';
import { type LocalClerk, startClerk } from '@archipelago/local-cloud/clerk/start-clerk';
import { checkCatalogue } from '@archipelago/local-cloud/doctor/check-catalogue';
import { type ClerkSettings, checkClerk } from '@archipelago/local-cloud/doctor/check-clerk';
import { type Ask, checkMigrations, checkRole } from '@archipelago/local-cloud/doctor/check-database';
import { checkDeliveries } from '@archipelago/local-cloud/doctor/check-deliveries';
import { checkMail } from '@archipelago/local-cloud/doctor/check-mail';
import { checkQueues } from '@archipelago/local-cloud/doctor/check-queues';
import { checkSettings } from '@archipelago/local-cloud/doctor/check-settings';
import { checkStripeKey } from '@archipelago/local-cloud/doctor/check-stripe-key';
import { checkWebhook } from '@archipelago/local-cloud/doctor/check-webhook';
import { checkWebhookSecrets } from '@archipelago/local-cloud/doctor/check-webhook-secrets';
import { examine } from '@archipelago/local-cloud/doctor/examine';
import type { Finding } from '@archipelago/local-cloud/doctor/finding';
import { type LocalMail, startMail } from '@archipelago/local-cloud/mail/start-mail';
import { type LocalStripe, startStripe } from '@archipelago/local-cloud/stripe/start-stripe';
import type { WebhookTarget } from '@archipelago/local-cloud/stripe/webhooks/webhook-endpoints';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

const secretKey = localSecrets.stripeSecretKey;
const nowhere = 'http://127.0.0.1:9';

let folder: string;
let product: OwnProduct;
let local: LocalStripe;
let clerk: LocalClerk;
let mail: LocalMail;
let stripe: Stripe;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archipelago-doctor-'));
  product = await startOwnProduct();
  local = await newStripe([webhook()]);
  stripe = stripeFor(secretKey, local.url);
  await syncCatalogue(stripe);
  await local.deliveriesIdle();
  clerk = await newClerk('clerk');
  mail = await startMail({ port: 0, dataDirectory: join(folder, 'mail') });
  await sweep();
});
afterAll(async () => {
  await product.stop();
  await Promise.all([local.stop(), clerk.stop(), mail.stop()]);
  await rm(folder, { recursive: true, force: true });
});

function webhook(): WebhookTarget {
  return { url: `${product.site.url}/api/webhooks/stripe`, secrets: [localSecrets.stripeWebhookSecret] };
}

async function newStripe(webhooks: readonly WebhookTarget[]): Promise<LocalStripe> {
  return startStripe({
    port: 0,
    dataDirectory: await mkdtemp(join(folder, 'stripe-')),
    webhooks,
    catalogue: catalogueAsStripe(),
    retryDelays: [],
  });
}

async function stripeTelling(webhooks: readonly WebhookTarget[]): Promise<Stripe> {
  const another = await newStripe(webhooks);
  onTestFinished(() => another.stop());
  return stripeFor(secretKey, another.url);
}

function newClerk(name: string): Promise<LocalClerk> {
  return startClerk({
    port: 0,
    dataDirectory: join(folder, name),
    webhook: { url: nowhere, secret: localSecrets.clerkWebhookSecret },
    sendMail: async () => {},
    seed: { password: 'correct-horse-battery', people: [], workspaces: [] },
  });
}

const statesOf = (findings: Finding[]) => findings.map(({ state }) => state);

/** What is wrong, in one text; every fault says what to do. */
function faults(findings: Finding[]): string {
  expect(findings.length).toBeGreaterThan(0);
  for (const finding of findings) {
    expect(finding.state).toMatch(/wrong|warning/);
    if ('todo' in finding) expect(finding.todo.length).toBeGreaterThan(20);
  }
  return findings.map(({ said }) => said).join('\n');
}

test('the local cloud is well', async () => {
  const source = {
    ...process.env,
    STRIPE_API_URL: local.url,
    CLERK_API_URL: clerk.bapiUrl,
    CLERK_FAPI_URL: clerk.fapiUrl,
    CLERK_JWT_KEY: clerk.jwtKey,
    SMTP_URL: mail.smtpUrl,
    DATABASE_URL_UNPOOLED: undefined,
    NETLIFY_AUTH_TOKEN: undefined,
  };
  const found: Record<string, string[]> = {};
  for await (const { title, findings } of examine(source)) found[title] = statesOf(findings);
  expect(found).toEqual({
    Settings: ['ok'],
    Database: ['ok', 'skipped', 'ok'],
    Stripe: ['ok'],
    Catalogue: ['ok'],
    Webhook: ['ok', 'ok'],
    'Webhook secret': ['ok'],
    Clerk: ['ok'],
    Mail: ['ok'],
    Netlify: ['skipped'],
  });
});

test('what is not set is skipped, and a service that is down keeps nothing else from being looked at', async () => {
  const found: Record<string, string[]> = {};
  const source = {
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_API_URL: nowhere,
    DATABASE_URL: 'postgresql://a:b@127.0.0.1:9/c',
  };
  for await (const { title, findings } of examine(source)) found[title] = statesOf(findings);
  expect(found).toMatchObject({
    Database: ['wrong'],
    Stripe: ['skipped'],
    Catalogue: ['wrong'],
    Clerk: ['skipped'],
    Mail: ['skipped'],
  });
  expect(found.Settings?.every((state) => state === 'wrong')).toBe(true);
});

test('settings: each one that is missing or malformed is named', () => {
  expect(statesOf(checkSettings(process.env))).toEqual(['ok']);
  const said = faults(checkSettings({ ...process.env, EDGE_SECRET: 'short', SMTP_URL: '' }));
  expect(said).toContain('EDGE_SECRET is malformed');
  expect(said).toContain('SMTP_URL is missing');
});

describe('the database', () => {
  const asOwner: Ask = async (sql) => (await product.database.owner.query(sql)).rows;
  const asSuperuser: Ask = async (sql) => (await product.database.observer.query(sql)).rows;

  /** Runs a look with something changed, and puts it back. */
  async function withFault(fault: string, look: (ask: Ask) => Promise<Finding[]>): Promise<Finding[]> {
    const client = await product.database.observer.connect();
    try {
      await client.query('begin');
      await client.query(fault);
      return await look(async (sql) => (await client.query(sql)).rows);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  test('its role: one that sees past row-level security is found, owner and superuser alike', async () => {
    expect(faults(await checkRole(asOwner))).toContain('owns tables');
    expect(faults(await checkRole(asSuperuser))).toContain('superuser');
    expect(faults(await checkRole(async () => [{ role: 'x', ready: false }] as never))).toContain('none of');
  });

  test('its migrations: one that is missing, was cut short or is newer is found', async () => {
    expect(statesOf(await checkMigrations(asOwner))).toEqual(['ok']);
    const last = `(select max(migration_name) from _prisma_migrations)`;
    expect(
      faults(
        await withFault(`delete from _prisma_migrations where migration_name = ${last}`, checkMigrations),
      ),
    ).toContain('are missing');
    expect(
      faults(
        await withFault(
          `update _prisma_migrations set finished_at = null where migration_name = ${last}`,
          checkMigrations,
        ),
      ),
    ).toContain('not finished');
    const newer = `insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'x', '2999_tomorrow', now())`;
    expect(faults(await withFault(newer, checkMigrations))).toContain('2999_tomorrow');
    expect(faults(await checkMigrations(async () => [{ exists: false }] as never))).toContain('ever applied');
  });

  test('its queues: one that is missing, of another policy or left alone is found', async () => {
    expect(statesOf(await checkQueues(asSuperuser))).toEqual(['ok']);
    const without: Ask = async (sql) =>
      (await asSuperuser<{ name?: string }>(sql)).filter(({ name }) => name !== 'mail') as never;
    expect(faults(await checkQueues(without))).toContain('missing: mail');
    expect(
      faults(await withFault(`update pgboss.queue set policy = 'short' where name = 'mail'`, checkQueues)),
    ).toContain('another policy');
    expect(
      faults(await withFault(`update pgboss.queue set monitor_on = now() - interval '1 hour'`, checkQueues)),
    ).toContain('60 minutes');
    expect(faults(await withFault('update pgboss.queue set monitor_on = null', checkQueues))).toContain(
      'yet',
    );
    expect(faults(await checkQueues(async () => [{ exists: false }] as never))).toContain('no queues');
  });
});

describe('Stripe', () => {
  const here = { secretKey, appUrl: 'http://localhost:8888' };

  test('its key: one that is wrong, of the wrong mode or cannot be tried is found', async () => {
    expect(statesOf(await checkStripeKey(stripe, here))).toEqual(['ok']);
    expect(faults(await checkStripeKey(stripeFor(secretKey, nowhere), here))).toContain(
      'could not be reached',
    );
    const live = 'sk_live_0123456789';
    expect(faults(await checkStripeKey(stripe, { ...here, secretKey: live }))).toContain('real cards');
    const shop = { appUrl: 'https://archipelago.example', context: 'production' };
    expect(faults(await checkStripeKey(stripe, { ...shop, secretKey }))).toContain('nobody can pay');
    expect(statesOf(await checkStripeKey(stripe, { ...shop, secretKey: live }))).toEqual(['ok']);
    const refusing = (error: Error) => ({ products: { list: () => Promise.reject(error) } }) as never;
    const { StripeAuthenticationError, StripePermissionError } = Stripe.errors;
    const unknown = refusing(new StripeAuthenticationError({} as never));
    expect(faults(await checkStripeKey(unknown, here))).toContain('does not know');
    const narrow = refusing(new StripePermissionError({} as never));
    expect(faults(await checkStripeKey(narrow, here))).toContain('may not read');
  });

  test('its webhook: one that is missing, elsewhere, off, deaf, double or of another version is found', async () => {
    const appUrl = product.site.url;
    const wanted = { appUrl, apiVersion: Stripe.API_VERSION };
    expect(statesOf(await checkWebhook(stripe, wanted))).toEqual(['ok']);
    const elsewhere = await checkWebhook(stripe, { ...wanted, appUrl: 'https://archipelago.example' });
    expect(faults(elsewhere)).toContain(`lead elsewhere: ${appUrl}`);
    expect(elsewhere[0]).toMatchObject({ todo: expect.stringContaining('invoice.payment_failed') });
    expect(faults(await checkWebhook(await stripeTelling([]), wanted))).toContain('tells us nothing');
    expect(faults(await checkWebhook(stripe, { ...wanted, apiVersion: '2027-01-01.next' }))).toContain(
      '2027-01-01.next',
    );
    const deaf = await stripeTelling([
      { ...webhook(), events: webhookEvents.filter((type) => type !== 'invoice.paid') },
    ]);
    expect(faults(await checkWebhook(deaf, wanted))).toContain('not sent invoice.paid:');
    const exact = await stripeTelling([{ ...webhook(), events: webhookEvents }]);
    expect(statesOf(await checkWebhook(exact, wanted))).toEqual(['ok']);
    const twice = await stripeTelling([webhook(), webhook()]);
    expect(faults(await checkWebhook(twice, wanted))).toContain('2 endpoints');
    const [endpoint] = (await stripe.webhookEndpoints.list()).data;
    const off = {
      webhookEndpoints: {
        list: async function* () {
          yield { ...endpoint, status: 'disabled' };
        },
      },
    };
    expect(faults(await checkWebhook(off as never, wanted))).toContain('is disabled');
  });

  test('the webhook’s secret: one that the deploy does not know is found, and nothing is kept of asking', async () => {
    const appUrl = product.site.url;
    const secrets = [localSecrets.stripeWebhookSecret];
    const events = async () =>
      (await product.database.observer.query(`select 1 from stripe_event where id = 'evt_doctor'`)).rowCount;
    expect(statesOf(await checkWebhookSecrets({ appUrl, secrets, isLive: false }))).toEqual(['ok']);
    expect(await events()).toBe(0);
    const rotated = [...secrets, 'whsec_of_tomorrow_0123456789'];
    expect(faults(await checkWebhookSecrets({ appUrl, secrets: rotated, isLive: false }))).toContain(
      'secret 2',
    );
    expect(faults(await checkWebhookSecrets({ appUrl: nowhere, secrets, isLive: false }))).toContain(
      'does not answer',
    );
    const password = async () => new Response('Password, please', { status: 401 });
    expect(faults(await checkWebhookSecrets({ appUrl, secrets, isLive: false, fetch: password }))).toContain(
      '401',
    );
  });

  test('its deliveries: what was not taken is found', async () => {
    expect(statesOf(await checkDeliveries(stripe))).toEqual(['ok']);
    const refused = await newStripe([{ url: `${product.site.url}/nothing-here`, secrets: ['whsec_x'] }]);
    onTestFinished(() => refused.stop());
    const client = stripeFor(secretKey, refused.url);
    await client.customers.create({ email: 'ada@acme.test' });
    await refused.deliveriesIdle();
    expect(faults(await checkDeliveries(client))).toContain('customer.created');
  });

  test('its catalogue: what drifted is found, and left as it is', async () => {
    expect(statesOf(await checkCatalogue(stripe))).toEqual(['ok']);
    await stripe.products.update('archipelago_pro', { name: 'Prooo' });
    onTestFinished(async () => void (await syncCatalogue(stripe)));
    expect(faults(await checkCatalogue(stripe))).toContain('change the product archipelago_pro: name');
    expect((await stripe.products.retrieve('archipelago_pro')).name).toBe('Prooo');
  });
});

test('Clerk: a key that is wrong, of another instance or of another mode is found', async () => {
  const settings: ClerkSettings = {
    secretKey: localSecrets.clerkSecretKey,
    publishableKey: clerk.publishableKey,
    jwtKey: clerk.jwtKey,
    apiUrl: clerk.bapiUrl,
    frontendUrl: clerk.fapiUrl,
  };
  const look = (over: Partial<ClerkSettings>) => checkClerk({ ...settings, ...over });
  const another = await newClerk('another');
  onTestFinished(() => another.stop());
  expect(statesOf(await look({}))).toEqual(['ok']);
  expect(faults(await look({ secretKey: 'sk_test_wrong' }))).toContain('does not know');
  expect(faults(await look({ secretKey: 'sk_live_x' }))).toContain('a live key');
  expect(faults(await look({ apiUrl: nowhere }))).toContain('could not be asked');
  expect(faults(await look({ frontendUrl: nowhere }))).toContain('clerk.localhost');
  expect(faults(await look({ frontendUrl: another.fapiUrl }))).toContain('two Clerk instances');
  expect(faults(await look({ jwtKey: another.jwtKey }))).toContain('CLERK_JWT_KEY');
  expect(faults(await look({ jwtKey: 'no key' }))).toContain('CLERK_JWT_KEY');
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  expect(faults(await look({ jwtKey: pem }))).toContain('CLERK_JWT_KEY');
});

test('mail: a server that is not there, or refuses the password, is found', async () => {
  expect(statesOf(await checkMail(mail.smtpUrl))).toEqual(['ok']);
  expect(faults(await checkMail('smtp://127.0.0.1:9'))).toContain('could not be reached');
  const refusing = () => Promise.reject(Object.assign(new Error('535'), { code: 'EAUTH' }));
  expect(faults(await checkMail('smtp://me:wrong@mail.example', refusing))).toContain('refuses the user');
});
