import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/source-files.ts';
import type { Figure } from './figure.ts';
import { signIn } from './sign-in.ts';
import { getStatus } from './start-bare-host.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

const requests = 1_000;
const concurrency = 20;

/** CPU of a dashboard page against the same queries in bare Node, and memory of the product's process under load. */
export async function measureLoad(product: RunningProduct): Promise<Figure[]> {
  const person = await signIn(product);
  const host = `acme.localhost:${product.port}`;
  const load = async (count: number) => {
    let left = count;
    const worker = async () => {
      while (left-- > 0) {
        const cookie = await person.cookie();
        const status = await getStatus({ port: product.port, host, path: '/dashboard', cookie });
        if (status !== 200) throw new Error(`The dashboard answered ${status} under load`);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
  };
  await load(requests / 2);
  const before = cpuSeconds(product.webPid);
  await load(requests);
  const page = (cpuSeconds(product.webPid) - before) / requests;
  const bare = await bareSecondsPerRequest(product);
  await person.close();
  return [
    {
      what: 'dashboard CPU per request, against its queries in bare Node',
      value: page / bare,
      unit: 'x',
      aim: 3,
    },
    { what: 'dashboard CPU per request', value: page * 1000, unit: 'ms', aim: bare * 3000 },
    {
      what: 'memory of the product’s process under load',
      value: peakMegabytes(product.webPid),
      unit: 'MB',
      aim: 300,
    },
  ];
}

/** User and system time of a process so far, from the kernel. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function peakMegabytes(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)?.[1]) / 1000;
}

function bareSecondsPerRequest(product: RunningProduct): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(root, 'tests/bench/bare-queries.ts'), String(requests), String(concurrency)],
      {
        env: { ...process.env, ...product.environment },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    child.once('message', (value) => resolve(Number(value)));
    child.once('exit', (code) => code !== 0 && reject(new Error(`bare-queries ended with ${code}`)));
  });
}
