import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';

/** Whether a server of ours could listen on this port of the loopback address. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** Who listens on a port, for an error message: `process 4711 (postgres)`, or null when that cannot be known. */
export function describeListener(port: number): string | null {
  const pid = process.platform === 'linux' ? listenerOnLinux(port) : listenerByLsof(port);
  if (pid === null) return null;
  const name = processName(pid);
  return name ? `process ${pid} (${name})` : `process ${pid}`;
}

function listenerOnLinux(port: number): number | null {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) =>
    read(path)
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => state === '0A' && local?.endsWith(wanted))
      .map((columns) => `socket:[${columns[9]}]`),
  );
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (openFiles(pid).some((file) => inodes.includes(file))) return Number(pid);
  }
  return null;
}

function openFiles(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => linkTarget(`/proc/${pid}/fd/${fd}`));
  } catch {
    return [];
  }
}

function listenerByLsof(port: number): number | null {
  return Number(run('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN']).split('\n')[0]) || null;
}

/** The program a process runs, e.g. `node`; null when there is no such process or it may not be asked. */
export function processName(pid: number): string | null {
  if (process.platform === 'linux') {
    return linkTarget(`/proc/${pid}/exe`).split('/').at(-1) || read(`/proc/${pid}/comm`).trim() || null;
  }
  return (
    run('ps', ['-p', String(pid), '-o', 'comm='])
      .trim()
      .split('/')
      .at(-1) || null
  );
}

/** Empty when it is gone by now or belongs to somebody else. */
function linkTarget(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function run(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
