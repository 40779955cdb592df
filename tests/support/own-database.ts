import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deletePostgresData } from '@archipelago/local-cloud/postgres/postgres-home';
import { startNeonProxy } from '@archipelago/local-cloud/postgres/start-neon-proxy';
import type { LocalPostgres } from '@archipelago/local-cloud/postgres/start-postgres';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { startDeployedPostgres } from './start-deployed-postgres.ts';

export interface OwnDatabase {
  /** As the running product reads them. */
  DATABASE_URL: string;
  NEON_WS_PROXY: string;
  /** As the owner: to arrange and to look, never through the code under test. Row-level security still binds it. */
  owner: pg.Client;
  /** As a superuser, or as the owner where there is none: sees every row. */
  observer: pg.Pool;
  /** Takes the database away from the product, and gives it back. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A deployed database of this test file alone, with its own proxy, so that no running product works on its jobs. In a
 * Postgres that is started for it.
 *
 * @param start in the given empty folder.
 */
export async function startOwnDatabase(
  start: (dataDirectory: string, port: number) => Promise<LocalPostgres> = startDeployedPostgres,
): Promise<OwnDatabase> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'archipelago-test-'));
  const postgresPort = await freePort();
  const proxyPort = await freePort();
  const postgres = await start(dataDirectory, postgresPort);
  const target = { host: '127.0.0.1', port: postgresPort };
  let proxy = await startNeonProxy({ port: proxyPort, target });
  const owner = new pg.Client({ connectionString: postgres.ownerUrl });
  await owner.connect();
  const superuser = new URL(postgres.superuserUrl);
  superuser.pathname = new URL(postgres.ownerUrl).pathname;
  const observer = new pg.Pool({ connectionString: superuser.href, max: 4 });
  observer.on('error', () => {});
  return {
    DATABASE_URL: postgres.appUrl,
    NEON_WS_PROXY: proxy.address,
    owner,
    observer,
    goDown: () => proxy.stop(),
    comeBack: async () => {
      proxy = await startNeonProxy({ port: proxyPort, target });
    },
    stop: async () => {
      await Promise.all([owner.end(), observer.end()]);
      await proxy.stop();
      await postgres.stop();
      deletePostgresData(dataDirectory);
    },
  };
}

/** A short text that no other test has used. */
export function unique(prefix: string): string {
  return `${prefix}${randomBytes(6).toString('hex')}`;
}
