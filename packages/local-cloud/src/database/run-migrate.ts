import { join } from 'node:path';
import { giveUp, step } from '../../bin/install.mjs';
import { databaseUrls } from '../app-environment.ts';
import { isPortFree } from '../postgres/describe-listener.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { localSettings } from '../settings.ts';
import { deployDatabase } from './deploy-database.ts';
import { requireBothUrls } from './require-both-urls.ts';

/** `npm run db:migrate`: the build command of a deploy, and by hand the same for the local database. */
try {
  requireBothUrls(process.env);
  const settings = localSettings(process.env);
  const { ownerUrl, appUrl, isLocal } = databaseUrls(settings, process.env);
  const { host, pathname } = new URL(ownerUrl);
  const needsStart = isLocal && (await isPortFree(settings.postgresPort));
  const postgres = needsStart
    ? await startPostgres({
        port: settings.postgresPort,
        dataDirectory: join(settings.dataDirectory, 'postgres'),
      })
    : null;
  try {
    await step(`Bringing ${host}${pathname} up to date`, () => deployDatabase({ ownerUrl, appUrl }));
  } finally {
    await postgres?.stop();
  }
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
}
