import { neonConfig, Pool } from '@neondatabase/serverless';
import { PrismaClient } from './generated/client.ts';
import { ScopedAdapter } from './scoped-adapter.ts';

export interface ConnectionOptions {
  /** Pooled address of the database, as the runtime role. */
  url: string;
  /** `host:port` of a WebSocket proxy in front of a Postgres that is not Neon. */
  webSocketProxy?: string | undefined;
  /** Of this process; an instance of a function serves few requests at once. */
  maxConnections?: number | undefined;
}

interface Connection {
  options: ConnectionOptions;
  prisma: PrismaClient;
  /** A pool of its own: a job enqueued while all others wait for their transactions must not wait for them. */
  jobs: Pool;
}

let connection: Connection | undefined;

/** Connects lazily: the first query opens the first connection. Repeating it with the same options changes nothing. */
export function connect(options: ConnectionOptions): void {
  if (connection) {
    if (connection.options.url === options.url) return;
    throw new Error('The database is connected to another address already. Call disconnect() first.');
  }
  if (options.webSocketProxy) {
    neonConfig.wsProxy = (host, port) => `${options.webSocketProxy}/v2?address=${host}:${port}`;
    neonConfig.useSecureWebSocket = false;
    neonConfig.pipelineConnect = false;
  }
  const pool = {
    connectionString: options.url,
    max: options.maxConnections ?? 5,
    connectionTimeoutMillis: 4_000,
    idleTimeoutMillis: 30_000,
    // Longer than the role's statement_timeout: ends what a connection that died silently would wait for.
    query_timeout: 20_000,
  };
  connection = {
    options,
    prisma: new PrismaClient({
      adapter: new ScopedAdapter(pool),
      transactionOptions: { maxWait: 4_000, timeout: 10_000 },
    }),
    jobs: new Pool({ ...pool, max: 2 }),
  };
  // An idle connection that breaks leaves the pool by itself; without a listener it would end the process.
  connection.jobs.on('error', () => undefined);
}

/** Closes every connection. Safe to repeat. */
export async function disconnect(): Promise<void> {
  const closing = connection;
  connection = undefined;
  await Promise.all([closing?.prisma.$disconnect(), closing?.jobs.end()]);
}

/** For this package only: outside of a scope no tenant's row is visible. */
export function prisma(): PrismaClient {
  return current().prisma;
}

/** For this package only. */
export function jobsPool(): Pool {
  return current().jobs;
}

function current(): Connection {
  if (!connection) throw new Error('The database is not connected. Call boot() before the first query.');
  return connection;
}
