import type { Pool, PoolClient } from '@neondatabase/serverless';
import { PrismaNeon } from '@prisma/adapter-neon';
import { beginning, beginStatement } from './scope.ts';

/**
 * Prisma's adapter, except that a transaction begun in a scope sends BEGIN and its settings as one message and so
 * saves a round trip. Leans on the adapter's way to begin (`pool.connect()`, then a query with the text BEGIN); an
 * integration test asserts that it still does.
 */
export class ScopedAdapter extends PrismaNeon {
  override async connect() {
    const adapter = await super.connect();
    scopeTransactions(adapter.underlyingDriver());
    return adapter;
  }
}

function scopeTransactions(pool: Pool): void {
  const connect = pool.connect.bind(pool) as (...callback: unknown[]) => Promise<PoolClient>;
  const scoped = async (...callback: unknown[]): Promise<PoolClient> => {
    // With a callback this is the pool's own `query`, which runs outside of any transaction.
    if (callback.length > 0) return connect(...callback);
    const scope = beginning.getStore();
    const begin = scope && beginStatement(scope);
    const client = await connect();
    dropWhenBroken(client);
    if (begin) replaceNextBegin(client, begin);
    return client;
  };
  pool.connect = scoped as Pool['connect'];
}

type Query = (config: unknown, ...rest: unknown[]) => Promise<unknown>;

function replaceNextBegin(client: PoolClient, begin: string): void {
  const query = client.query as Query;
  client.query = ((config: { text?: string }, ...rest: unknown[]) => {
    if (config.text !== 'BEGIN') return query.call(client, config, ...rest);
    client.query = query as PoolClient['query'];
    return query.call(client, { ...config, text: begin }, ...rest);
  }) as PoolClient['query'];
}

/** The adapter gives connections back without saying that they failed: one that gave up waiting is not used again. */
function dropWhenBroken(client: PoolClient): void {
  const { query, release } = client as unknown as { query: Query; release: (error?: Error) => void };
  let failure: Error | undefined;
  const watched: Query = async (...args) => {
    try {
      return await query.apply(client, args);
    } catch (error) {
      const isAnswerOfPostgres = typeof (error as { severity?: unknown }).severity === 'string';
      if (!isAnswerOfPostgres) failure = error instanceof Error ? error : new Error('The connection failed.');
      throw error;
    }
  };
  client.query = watched as PoolClient['query'];
  client.release = (error) => {
    client.query = query as PoolClient['query'];
    client.release = release;
    release.call(client, (error as Error | undefined) ?? failure);
  };
}
