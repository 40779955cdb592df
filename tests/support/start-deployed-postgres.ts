import { execFileSync } from 'node:child_process';
import { preparePostgresHome } from '@archipelago/local-cloud/postgres/postgres-home';
import { type LocalPostgres, startPostgres } from '@archipelago/local-cloud/postgres/start-postgres';
import { inject } from 'vitest';

/**
 * A Postgres of its own with a deployed, empty database: a copy of the one that the run began with.
 *
 * @param dataDirectory empty.
 */
export function startDeployedPostgres(dataDirectory: string, port: number): Promise<LocalPostgres> {
  // Postgres wants its folder to be its own: this copy keeps owners and modes.
  execFileSync('cp', ['-a', inject('deployedCluster'), preparePostgresHome(dataDirectory).data]);
  return startPostgres({ dataDirectory, port, durable: false });
}
