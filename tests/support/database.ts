import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, disconnect } from '@archipelago/db/connection';
import { deletePostgresData } from '@archipelago/local-cloud/postgres/postgres-home';
import { startNeonProxy } from '@archipelago/local-cloud/postgres/start-neon-proxy';
import { type LocalPostgres, startPostgres } from '@archipelago/local-cloud/postgres/start-postgres';
import { freePort } from './free-port.ts';
import { startDeployedPostgres } from './start-deployed-postgres.ts';

export interface TestDatabase {
  /** As the role that owns the tables; row-level security binds it too. */
  ownerUrl: string;
  /** As the role of the running product. */
  appUrl: string;
  /** For `connect({ url: appUrl, webSocketProxy })`. */
  webSocketProxy: string;
  stop(): Promise<void>;
}

export interface OwnDatabase extends TestDatabase {
  superuserUrl: string;
  /** Statements that passed the proxy so far. */
  statements(): number;
  /** As a crash does it: no process of this Postgres gets to say goodbye. */
  kill(): Promise<void>;
  stopPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
}

/**
 * A deployed database: the one of the running product where the test runner named it, else one of its own. Tests
 * make workspaces of their own in it and expect others beside them.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { ARCHIPELAGO_TEST_OWNER_URL, DATABASE_URL, NEON_WS_PROXY } = process.env;
  if (!ARCHIPELAGO_TEST_OWNER_URL || !DATABASE_URL || !NEON_WS_PROXY) return ownDatabase();
  return {
    ownerUrl: ARCHIPELAGO_TEST_OWNER_URL,
    appUrl: DATABASE_URL,
    webSocketProxy: NEON_WS_PROXY,
    stop: () => Promise.resolve(),
  };
}

/** A fresh, deployed, empty database on free ports, for tests that break it or need to be alone. */
export async function ownDatabase(): Promise<OwnDatabase> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'archipelago-test-'));
  const port = await freePort();
  const start = () => startPostgres({ dataDirectory, port, durable: false });
  let postgres: LocalPostgres = await startDeployedPostgres(dataDirectory, port);
  const { superuserUrl, ownerUrl, appUrl } = postgres;
  const proxy = await startNeonProxy({ port: await freePort(), target: { host: '127.0.0.1', port } });
  return {
    superuserUrl: superuserUrl.replace(/\/postgres$/, '/archipelago'),
    ownerUrl,
    appUrl,
    webSocketProxy: proxy.address,
    statements: () => proxy.statements(),
    kill: async () => {
      // Postgres leads a process group of its own.
      process.kill(-postgres.pid, 'SIGKILL');
      await postgres.stop();
    },
    stopPostgres: () => postgres.stop(),
    startPostgres: async () => {
      postgres = await start();
    },
    stop: async () => {
      await proxy.stop();
      await postgres.stop();
      deletePostgresData(dataDirectory);
    },
  };
}

/** Connects the product's database package to a test database; returns how to disconnect and stop both. */
export async function connected<Database extends TestDatabase>(
  database: Database,
  options: { maxConnections?: number } = {},
): Promise<Database> {
  await disconnect();
  connect({ url: database.appUrl, webSocketProxy: database.webSocketProxy, ...options });
  const stop = database.stop;
  return Object.assign(database, {
    stop: async () => {
      await disconnect();
      await stop();
    },
  });
}
