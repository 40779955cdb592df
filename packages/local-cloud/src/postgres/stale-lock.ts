import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processName } from './describe-listener.ts';

/**
 * Clears what a killed run left behind. Postgres trusts the process id in `postmaster.pid`; after a kill -9 that id
 * may belong to any other process, or to a Postgres that outlived the process which started it.
 *
 * @throws when another living run uses the same data.
 */
export async function clearStaleLock(data: string, supervisorFile: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const postmaster = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (!isPostgres(postmaster)) {
    rmSync(lock, { force: true });
    return;
  }
  const supervisor = existsSync(supervisorFile) ? Number(readFileSync(supervisorFile, 'utf8')) : 0;
  if (supervisor !== process.pid && isAlive(supervisor) && processName(supervisor)?.startsWith('node')) {
    throw new Error(
      `The database in ${data} is already in use by process ${supervisor}. Stop that one first, or start this one beside it: ARCHIPELAGO_PORT=9888 ARCHIPELAGO_DATA=.local-2 npm start`,
    );
  }
  process.kill(postmaster, 'SIGINT');
  const deadline = Date.now() + 10_000;
  while (isPostgres(postmaster)) {
    if (Date.now() > deadline) process.kill(postmaster, 'SIGQUIT');
    await delay(50);
  }
}

function isPostgres(pid: number): boolean {
  return isAlive(pid) && (processName(pid)?.startsWith('postgres') ?? false);
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
