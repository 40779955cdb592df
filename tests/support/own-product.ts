import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boot } from '@archipelago/core/boot';
import { connect, disconnect } from '@archipelago/db/connection';
import { startBlobs } from '@archipelago/local-cloud/netlify/start-blobs';
import clerkWebhook from '../../netlify/functions/clerk-webhook.ts';
import dataBackground from '../../netlify/functions/data-background.ts';
import jobsBackground from '../../netlify/functions/jobs-background.ts';
import stripeWebhook from '../../netlify/functions/stripe-webhook.ts';
import webhooksBackground from '../../netlify/functions/webhooks-background.ts';
import { type OwnDatabase, startOwnDatabase } from './own-database.ts';
import { useEnvironment } from './own-environment.ts';
import { type OwnSite, startOwnSite } from './own-site.ts';

export interface OwnProduct {
  database: OwnDatabase;
  site: OwnSite;
  /** Where its Blobs are kept. */
  blobsDirectory: string;
  /** Statements the product has sent to its database so far. */
  statements(): Promise<number>;
  stop(): Promise<void>;
}

export interface OwnProductOptions {
  /** Settings that differ, e.g. the address of a stand-in the test runs itself. */
  environment?: Record<string, string>;
  /** Whether a poke starts the jobs, as in production; by default they wait for the test to drain them. */
  runsJobs?: boolean;
  /** Of its pool; the product's own number by default. */
  maxConnections?: number;
}

/** The product without its pages: its own database, its webhook and job functions over HTTP, and its settings. */
export async function startOwnProduct(options: OwnProductOptions = {}): Promise<OwnProduct> {
  const database = await startOwnDatabase();
  const blobsDirectory = await mkdtemp(join(tmpdir(), 'archipelago-blobs-'));
  const blobs = await startBlobs({ port: 0, dataDirectory: blobsDirectory });
  const ignored = () => new Response(null, { status: 202 });
  const site = await startOwnSite({
    '/api/webhooks/clerk': { handler: clerkWebhook },
    '/api/webhooks/stripe': { handler: stripeWebhook },
    '/api/jobs/run': { handler: options.runsJobs ? jobsBackground : ignored, background: true },
    '/api/jobs/webhooks': { handler: options.runsJobs ? webhooksBackground : ignored, background: true },
    '/api/jobs/data': { handler: options.runsJobs ? dataBackground : ignored, background: true },
    '/api/jobs/stripe-events': { handler: ignored, background: true },
  });
  useEnvironment({
    DATABASE_URL: database.DATABASE_URL,
    NEON_WS_PROXY: database.NEON_WS_PROXY,
    APP_URL: site.url,
    NETLIFY_BLOBS_CONTEXT: blobs.context,
    ...options.environment,
  });
  if (options.maxConnections) {
    const { DATABASE_URL: url, NEON_WS_PROXY: webSocketProxy } = database;
    connect({ url, webSocketProxy, maxConnections: options.maxConnections });
  }
  boot();
  return {
    database,
    site,
    blobsDirectory,
    async statements() {
      const response = await fetch(`http://${database.NEON_WS_PROXY}/statements`);
      return ((await response.json()) as { statements: number }).statements;
    },
    async stop() {
      await site.settled();
      await disconnect();
      await site.stop();
      await blobs.stop();
      await rm(blobsDirectory, { recursive: true, force: true });
      await database.stop();
    },
  };
}
