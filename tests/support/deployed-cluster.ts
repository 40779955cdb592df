import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployDatabase } from '@archipelago/local-cloud/database/deploy-database';
import { deletePostgresData, preparePostgresHome } from '@archipelago/local-cloud/postgres/postgres-home';
import { startPostgres } from '@archipelago/local-cloud/postgres/start-postgres';
import type { TestProject } from 'vitest/node';
import { freePort } from './free-port.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The data folder of a stopped Postgres with a deployed database, to copy. */
    deployedCluster: string;
  }
}

/** Deploys one database for all test files of a run: each copies it instead of deploying its own. */
export default async function provideDeployedCluster(project: TestProject): Promise<() => void> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'archipelago-cluster-'));
  const postgres = await startPostgres({ dataDirectory, port: await freePort(), durable: false });
  try {
    await deployDatabase(postgres);
  } finally {
    await postgres.stop();
  }
  project.provide('deployedCluster', preparePostgresHome(dataDirectory).data);
  return () => deletePostgresData(dataDirectory);
}
