import { randomUUID } from 'node:crypto';
import { storeEvent } from '@archipelago/core/billing/store-event';
import { Stripe } from '@archipelago/core/billing/stripe';
import { boot } from '@archipelago/core/boot';
import { boss } from '@archipelago/core/jobs/boss';
import { drain } from '@archipelago/core/jobs/drain';
import { disconnect } from '@archipelago/db/connection';
import jobsBackground from '../../../netlify/functions/jobs-background.ts';
import stripeEventsBackground from '../../../netlify/functions/stripe-events-background.ts';
import stripeWebhook from '../../../netlify/functions/stripe-webhook.ts';
import { type OwnDatabase, startOwnDatabase, unique } from '../../support/own-database.ts';
import { useEnvironment } from '../../support/own-environment.ts';
import { startOwnSite } from '../../support/own-site.ts';
import { startStripeDouble } from './stripe-double.ts';

export const webhookSecret = 'whsec_current_current_current';
export const previousSecret = 'whsec_previous_previous_previous';

export type BillingWorld = Awaited<ReturnType<typeof startBillingWorld>>;

/** The product's billing over a real database and real HTTP, with a Stripe that the test moves. */
export async function startBillingWorld(environment: Record<string, string> = {}) {
  return startWorld(await startOwnDatabase(), () => startStripeDouble(), environment);
}

/** The same with a Stripe of the test's choice, which is told where to deliver its events. */
export async function startWorld<Api extends { url: string; stop(): Promise<void> }>(
  database: OwnDatabase,
  startStripe: (webhookUrl: string) => Promise<Api>,
  environment: Record<string, string> = {},
) {
  const site = await startOwnSite({
    '/api/webhooks/stripe': { handler: stripeWebhook },
    '/api/jobs/stripe-events': { handler: stripeEventsBackground, background: true },
    '/api/jobs/run': { handler: jobsBackground, background: true },
  });
  const stripe = await startStripe(`${site.url}/api/webhooks/stripe`);
  useEnvironment({
    DATABASE_URL: database.DATABASE_URL,
    NEON_WS_PROXY: database.NEON_WS_PROXY,
    STRIPE_API_URL: stripe.url,
    STRIPE_WEBHOOK_SECRETS: `${webhookSecret},${previousSecret}`,
    APP_URL: site.url,
    ...environment,
  });
  boot();

  const one = async <Row>(sql: string, values: unknown[]) =>
    (await database.observer.query(sql, values)).rows[0] as Row;

  return {
    database,
    stripe,
    site,
    /** A workspace with a Stripe customer of the given id. */
    async newWorkspace(customer = unique('cus_')): Promise<{ workspaceId: string; customer: string }> {
      const workspaceId = randomUUID();
      await database.observer.query('insert into workspace (id, slug, name) values ($1, $2, $3)', [
        workspaceId,
        unique('w'),
        'Test workspace',
      ]);
      await database.observer.query(
        'insert into billing_customer (workspace_id, stripe_customer_id) values ($1, $2)',
        [workspaceId, customer],
      );
      return { workspaceId, customer };
    },
    /** Sends an event to the webhook as Stripe does. */
    async deliver(
      event: object,
      options: { secret?: string; secondsAgo?: number; body?: string; to?: string } = {},
    ) {
      const payload = JSON.stringify(event, null, 2);
      const signature = Stripe.webhooks.generateTestHeaderString({
        payload,
        secret: options.secret ?? webhookSecret,
        timestamp: Math.floor(Date.now() / 1000) - (options.secondsAgo ?? 0),
      });
      return this.post(options.body ?? payload, signature, options.to);
    },
    post(body: string, signature: string, to = site.url) {
      return fetch(`${to}/api/webhooks/stripe`, {
        method: 'POST',
        headers: { 'stripe-signature': signature },
        body,
      });
    },
    store: storeEvent,
    /** Statements sent to the database so far, a transaction's beginning and end included. */
    async statements(): Promise<number> {
      const response = await fetch(`http://${database.NEON_WS_PROXY}/statements`);
      return ((await response.json()) as { statements: number }).statements;
    },
    /** Works on everything that is due, as the background function does. */
    drain: () => drain(['stripe-customer'], new Date(Date.now() + 20_000)),
    subscription: (customer: string) =>
      one<
        | {
            plan: string;
            status: string;
            seats: number;
            stripe_subscription_id: string;
            cancel_at: Date | null;
          }
        | undefined
      >(
        `select s.* from subscription s join billing_customer c using (workspace_id) where c.stripe_customer_id = $1`,
        [customer],
      ),
    customer: (customer: string) =>
      one<{
        dirty_seq: string;
        synced_seq: string;
        fence: string;
        lease_until: Date | null;
        attempts: number;
        dead_at: Date | null;
        last_error: string | null;
      }>('select * from billing_customer where stripe_customer_id = $1', [customer]),
    event: (id: string) =>
      one<{ status: string; seq: string | null; deliveries: number } | undefined>(
        'select * from stripe_event where id = $1',
        [id],
      ),
    /** What was made of a workspace's subscription, oldest first. */
    effects: async (workspaceId: string) =>
      (
        await database.observer.query<{ id: string; kind: string; key: string; mailed_at: Date | null }>(
          'select * from billing_effect where workspace_id = $1 order by created_at, kind',
          [workspaceId],
        )
      ).rows,
    audit: async (workspaceId: string) =>
      (
        await database.observer.query<{ action: string; actor_name: string }>(
          'select action, actor_name from audit_event where workspace_id = $1 order by created_at, action',
          [workspaceId],
        )
      ).rows,
    /** Jobs of a customer that somebody will still run. */
    waitingJobs: async (customer: string) =>
      (
        await database.observer.query(
          `select 1 from pgboss.job where name = 'stripe-customer' and singleton_key = $1 and state in ('created', 'retry')`,
          [customer],
        )
      ).rowCount ?? 0,
    /** Makes every waiting job due now. */
    skipDelays: () =>
      database.observer.query(
        `update pgboss.job set start_after = now() where state in ('created', 'retry')`,
      ),
    /** As when a worker died long ago: its lease has run out, and its queue has noticed its silence. */
    async buryDeadWorkers() {
      await database.observer.query('update billing_customer set lease_until = null');
      await database.observer.query(
        `update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`,
      );
      await database.observer.query(
        'update pgboss.queue set monitor_on = null, monitor_claim_on = null, maintain_on = null',
      );
      await boss().supervise();
      await this.skipDelays();
    },
    async stop() {
      await site.settled();
      await disconnect();
      await Promise.all([site.stop(), stripe.stop()]);
      await database.stop();
    },
  };
}
