import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../support/source-files.ts';
import type { Figure } from './figure.ts';

const port = 10_888;

export interface RunningProduct {
  folder: string;
  appUrl: string;
  neonProxyUrl: string;
  port: number;
  /** Process id of the product's own process. */
  webPid: number;
  /** What the product was started with. */
  environment: Record<string, string>;
  startFigures: Figure[];
}

function start(folder: string): { child: ChildProcess; ready: Promise<void>; stop: () => Promise<void> } {
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...process.env, ARCHIPELAGO_PORT: String(port), ARCHIPELAGO_DATA: join(folder, '.local') },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk);
      if (chunk.includes('Ctrl-C stops everything')) resolve();
    });
    child.once('exit', () => reject(new Error('npm start ended before it was ready')));
  });
  return {
    child,
    ready,
    stop: async () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      await exited;
    },
  };
}

async function secondsToFirstPage(begin: number): Promise<number> {
  const response = await fetch(`http://localhost:${port}/`);
  await response.text();
  if (!response.ok) throw new Error(`The first page answered ${response.status}`);
  return (Date.now() - begin) / 1000;
}

/** Clones HEAD, starts it twice (cold, then again), runs `measure` against the second start, and removes it all. */
export async function withFreshClone(measure: (product: RunningProduct) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'archipelago-bench-'));
  execFileSync('git', ['clone', '--quiet', root, folder]);
  let run = start(folder);
  try {
    let begin = Date.now();
    await run.ready;
    const first = await secondsToFirstPage(begin);
    await run.stop();
    begin = Date.now();
    run = start(folder);
    await run.ready;
    const again = await secondsToFirstPage(begin);
    const running = readFileSync(join(folder, '.local/running.json'), 'utf8');
    const { environment, webPid } = JSON.parse(running) as Pick<RunningProduct, 'environment' | 'webPid'>;
    await measure({
      folder,
      appUrl: `http://localhost:${port}`,
      neonProxyUrl: `http://127.0.0.1:${port + 6}`,
      port,
      webPid,
      environment,
      startFigures: [
        { what: 'npm start on a fresh clone, packages cached', value: first, unit: 's', aim: 90 },
        { what: 'npm start again, to the first page', value: again, unit: 's', aim: 8 },
      ],
    });
  } finally {
    await run.stop().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
}
