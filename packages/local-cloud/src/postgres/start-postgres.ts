import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { localSecrets } from '../app-environment.ts';
import { refuseProduction } from '../refuse-production.ts';
import { describeListener, isPortFree } from './describe-listener.ts';
import { type PostgresHome, preparePostgresHome } from './postgres-home.ts';
import { prepareRoles } from './prepare-roles.ts';
import { clearStaleLock } from './stale-lock.ts';

export interface LocalPostgres {
  /** Only for tests and repairs: this role bypasses row-level security. */
  superuserUrl: string;
  /** `archipelago_owner`: owns the database and its tables, is no superuser. Runs migrations. */
  ownerUrl: string;
  /** `archipelago_app`: the role of the running product. It exists once the migrations ran. */
  appUrl: string;
  /** The postmaster's process id. */
  pid: number;
  stop(): Promise<void>;
}

/**
 * A real Postgres 18 on the loopback address, from binaries that npm installed. Data outlive it; a start after a
 * kill -9 recovers. Stands in for Neon, and does not simulate its pooler, branches or scaling to zero.
 *
 * @param options.dataDirectory of this service alone.
 * @param options.durable false trades safety against a power cut (not against a kill) for speed.
 */
export async function startPostgres(options: {
  dataDirectory: string;
  port: number;
  durable?: boolean;
}): Promise<LocalPostgres> {
  refuseProduction('Postgres', process.env);
  const home = preparePostgresHome(options.dataDirectory);
  const supervisorFile = join(options.dataDirectory, 'supervisor');
  await clearStaleLock(home.data, supervisorFile);
  await refuseTakenPort(options.port);
  if (!existsSync(join(home.data, 'PG_VERSION'))) createCluster(home);
  const child = await launch(home, options);
  writeFileSync(supervisorFile, String(process.pid));

  const superuserUrl = urlOf('postgres', localSecrets.ownerPassword, options.port, 'postgres');
  const ownerUrl = urlOf('archipelago_owner', localSecrets.ownerPassword, options.port, 'archipelago');
  const appUrl = urlOf('archipelago_app', localSecrets.appPassword, options.port, 'archipelago');
  await prepareRoles(superuserUrl, ownerUrl);
  return { superuserUrl, ownerUrl, appUrl, pid: child.pid ?? 0, stop: () => stop(child, supervisorFile) };
}

async function refuseTakenPort(port: number): Promise<void> {
  if (await isPortFree(port)) return;
  const holder = describeListener(port) ?? 'another process';
  throw new Error(
    `Postgres cannot listen on port ${port}: ${holder} already does. Stop it, or move all local ports: ARCHIPELAGO_PORT=9888 npm start (Postgres then takes port 9893).`,
  );
}

/** initdb takes a second; it fills a folder beside the real one, so that a kill halfway leaves no broken cluster. */
function createCluster(home: PostgresHome): void {
  const unfinished = `${home.data}-unfinished`;
  const passwordFile = join(dirname(home.data), 'initdb-password');
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, localSecrets.ownerPassword, { mode: 0o644 });
  const args = ['-D', unfinished, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const settings = ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'];
  const result = spawnSync(home.initdb, [...args, ...settings], {
    ...home.runAs,
    cwd: dirname(home.data),
    encoding: 'utf8',
  });
  rmSync(passwordFile, { force: true });
  if (result.status !== 0) {
    throw new Error(
      `Postgres could not create its data folder ${home.data}: ${result.stderr || result.error?.message}`,
    );
  }
  rmSync(home.data, { recursive: true, force: true });
  renameSync(unfinished, home.data);
}

/**
 * Backends of a killed postmaster take a moment to notice and hold its shared memory until then: that start is
 * repeated.
 */
async function launch(
  home: PostgresHome,
  options: { port: number; durable?: boolean },
): Promise<ChildProcess> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const logStart = existsSync(home.log) ? readFileSync(home.log).length : 0;
    const child = spawnPostgres(home, options);
    if (await isReady(child, options.port)) return child;
    const said = readFileSync(home.log, 'utf8').slice(logStart).trim();
    if (!said.includes('shared memory') || Date.now() > deadline) {
      throw new Error(`Postgres did not start. Its log ${home.log} ends with:\n${said}`);
    }
    await delay(200);
  }
}

function spawnPostgres(
  home: PostgresHome,
  { port, durable = true }: { port: number; durable?: boolean },
): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    jit: 'off',
    max_connections: 200,
    // The Neon driver computes them in JavaScript: 4096 rounds cost each new connection 150 ms.
    scram_iterations: 64,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(home.log, 'a');
  try {
    return spawn(home.postgres, ['-D', home.data, ...args], {
      ...home.runAs,
      cwd: dirname(home.data),
      detached: true,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

async function isReady(child: ChildProcess, port: number): Promise<boolean> {
  child.on('error', () => undefined);
  const url = urlOf('postgres', localSecrets.ownerPassword, port, 'postgres');
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await delay(30);
    }
  }
  return false;
}

async function stop(child: ChildProcess, supervisorFile: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGINT');
    const insist = setTimeout(() => child.kill('SIGQUIT'), 5_000);
    await exited;
    clearTimeout(insist);
  }
  rmSync(supervisorFile, { force: true });
}

function urlOf(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}
