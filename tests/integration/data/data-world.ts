import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueAsStripe } from '@archipelago/core/billing/catalogue-as-stripe';
import { blobStore } from '@archipelago/core/files/blob-store';
import { drain } from '@archipelago/core/jobs/drain';
import type { QueueName } from '@archipelago/core/jobs/queues';
import { localSecrets } from '@archipelago/local-cloud/app-environment';
import { startClerk } from '@archipelago/local-cloud/clerk/start-clerk';
import { startStripe } from '@archipelago/local-cloud/stripe/start-stripe';
import { freePort } from '../../support/free-port.ts';
import { startOwnMailbox } from '../../support/own-mailbox.ts';
import { startOwnProduct } from '../../support/own-product.ts';

export type DataWorld = Awaited<ReturnType<typeof startDataWorld>>;

/** The product with everything that keeps something of a workspace: database, Blobs, Clerk, Stripe, mailbox. */
export async function startDataWorld() {
  const clerkDirectory = mkdtempSync(join(tmpdir(), 'archipelago-clerk-'));
  const clerk = await startClerk({
    port: 0,
    dataDirectory: clerkDirectory,
    webhook: { url: 'http://127.0.0.1:9/', secret: localSecrets.clerkWebhookSecret },
    sendMail: async () => {},
    seed: { password: 'correct-horse-battery', people: [], workspaces: [] },
  });
  const mailbox = await startOwnMailbox();
  const stripePort = await freePort();
  const product = await startOwnProduct({
    environment: {
      CLERK_API_URL: clerk.bapiUrl,
      STRIPE_API_URL: `http://127.0.0.1:${stripePort}`,
      SMTP_URL: mailbox.url,
    },
  });
  const stripeDirectory = mkdtempSync(join(tmpdir(), 'archipelago-stripe-'));
  const stripe = await startStripe({
    port: stripePort,
    dataDirectory: stripeDirectory,
    webhooks: [
      { url: `${product.site.url}/api/webhooks/stripe`, secrets: [localSecrets.stripeWebhookSecret] },
    ],
    catalogue: catalogueAsStripe(),
    retryDelays: [10, 20, 40],
  });
  const { observer } = product.database;
  return {
    product,
    observer,
    mailbox,
    clerk,
    clerkDirectory,
    stripe,
    stripeDirectory,
    drain: (...queues: QueueName[]) => drain(queues, new Date(Date.now() + 25_000)),
    /** Everything a query answers, as a superuser. */
    rows: async <Row extends object>(sql: string, values: unknown[] = []) =>
      (await observer.query<Row>(sql, values)).rows,
    keys: async (store: 'uploads' | 'exports', prefix: string) =>
      (await blobStore(store).list({ prefix })).blobs.map(({ key }) => key).sort(),
    async stop() {
      await stripe.stop();
      await product.stop();
      await Promise.all([clerk.stop(), mailbox.stop()]);
      for (const directory of [clerkDirectory, stripeDirectory]) {
        rmSync(directory, { recursive: true, force: true });
      }
    },
  };
}
