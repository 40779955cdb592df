import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../../support/source-files.ts';

export interface OwnStack {
  /** Everything it has printed so far. */
  printed(): string;
  /** Process ids: its own and those of every process that descends from it, the database's included. */
  processes(): number[];
  /** Of the product's own process. */
  webProcess(): number;
  /** Ctrl-C, as a terminal sends it: to all of its foreground processes at once. */
  interrupt(): void;
  /** kill -9 of every process at once. */
  killEverything(): void;
  /** Resolves with the exit code when it has ended. */
  ended: Promise<number | null>;
}

/** What a program needs of a person's environment: none of the running product's settings. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'USER', 'npm_config_cache', 'npm_config_registry'];

/** `npm start` in a process group of its own, as in a terminal. Returns at once. */
export function spawnStack(options: {
  port: number;
  data: string;
  environment?: Record<string, string>;
}): OwnStack {
  const kept = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...Object.fromEntries(kept),
      ARCHIPELAGO_PORT: String(options.port),
      ARCHIPELAGO_DATA: options.data,
      ARCHIPELAGO_FAST_RETRIES: '1',
      ...options.environment,
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk;
    });
  }
  const own = child.pid ?? 0;
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    printed: () => printed,
    processes: () => [own, ...descendants(own).map(({ pid }) => pid)],
    webProcess: () => descendants(own).find(({ command }) => command.startsWith('archipelago-web'))?.pid ?? 0,
    interrupt: () => process.kill(-own, 'SIGINT'),
    killEverything() {
      for (const pid of this.processes()) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It ended with another.
        }
      }
    },
    ended,
  };
}

/** The same, resolved when it says that it is ready. */
export async function startOwnStack(options: Parameters<typeof spawnStack>[0]): Promise<OwnStack> {
  const stack = spawnStack(options);
  let hasEnded = false;
  stack.ended.finally(() => {
    hasEnded = true;
  });
  while (!stack.printed().includes('Ctrl-C stops everything')) {
    if (hasEnded) throw new Error(`npm start ended before it was ready and said:\n${stack.printed()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return stack;
}

interface Listed {
  pid: number;
  parent: number;
  command: string;
}

function descendants(of: number): Listed[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, command = '']) => ({ pid: Number(pid), parent: Number(parent), command }));
  const below = (parent: number): Listed[] =>
    listed.filter((entry) => entry.parent === parent).flatMap((entry) => [entry, ...below(entry.pid)]);
  return below(of);
}

/** Whether a process is still there; one that ended and waits for its parent is not. */
export function isRunning(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.trim().startsWith('Z');
  } catch {
    return false;
  }
}
