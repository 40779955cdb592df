import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { giveUp, step } from '../../bin/install.mjs';
import { databaseUrls } from '../app-environment.ts';
import { describeListener, isPortFree } from '../postgres/describe-listener.ts';
import { deletePostgresData } from '../postgres/postgres-home.ts';
import { refuseProduction } from '../refuse-production.ts';
import { type LocalSettings, localSettings } from '../settings.ts';
import { deployDatabase } from './deploy-database.ts';
import { requireBothUrls } from './require-both-urls.ts';

/**
 * `npm run db:reset`: back to a fresh clone. The local services remember each other's people and customers, so the state
 * of all of them goes. Another database is erased only when its name is given: `npm run db:reset -- --erase <name>`.
 */
try {
  refuseProduction('The reset', process.env);
  requireBothUrls(process.env);
  const settings = localSettings(process.env);
  const urls = databaseUrls(settings, process.env);
  if (urls.isLocal) await resetLocal(settings);
  else await resetRemote(urls);
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
}

async function resetLocal({ dataDirectory, postgresPort }: LocalSettings): Promise<void> {
  if (!(await isPortFree(postgresPort))) {
    throw new Error(
      `Nothing was deleted, because the local database is in use: ${describeListener(postgresPort) ?? 'a process'} listens on port ${postgresPort}. Stop Archipelago, then run this again.`,
    );
  }
  await step(`Deleting the local data in ${dataDirectory}`, async () => {
    deletePostgresData(join(dataDirectory, 'postgres'));
    for (const folder of ['clerk', 'stripe', 'mail', 'blobs']) {
      rmSync(join(dataDirectory, folder), { recursive: true, force: true });
    }
  });
  process.stdout.write('The next "npm start" begins with the seeded people and workspaces.\n');
}

async function resetRemote(urls: { ownerUrl: string; appUrl: string }): Promise<void> {
  const { values } = parseArgs({ options: { erase: { type: 'string' } } });
  const { host, pathname } = new URL(urls.ownerUrl);
  const name = pathname.slice(1);
  if (values.erase !== name) {
    throw new Error(
      `Nothing was deleted: DATABASE_URL_UNPOOLED names the database "${name}" on ${host}, which is not the local one. To erase everything in it, run: npm run db:reset -- --erase ${name}`,
    );
  }
  await step(`Erasing ${host}/${name}`, async () => {
    const owner = new pg.Client({ connectionString: urls.ownerUrl });
    await owner.connect();
    try {
      await owner.query('drop schema if exists app, pgboss, public cascade; create schema public');
    } finally {
      await owner.end();
    }
    await deployDatabase(urls);
  });
}
