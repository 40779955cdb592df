import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/source-files.ts';
import type { Figure } from './figure.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import { getStatus, startBareHost } from './start-bare-host.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

const requests = 1_000;
const concurrency = 20;

/**
 * CPU of a dashboard page in the server function, as it is deployed, against the same queries in bare Node; and the
 * memory of the product's whole local process (edge, functions and cache included) under the same load.
 */
export async function measureLoad(product: RunningProduct): Promise<Figure[]> {
  const person = await signIn(product);
  const fn = await startBareHost(product);
  const view = (path: string, port: number) => loadPage(product, person, { path, port });
  await view('/w/acme/dashboard', fn.port);
  const before = cpuSeconds(fn.pid);
  await view('/w/acme/dashboard', fn.port);
  const page = (cpuSeconds(fn.pid) - before) / requests;
  fn.stop();
  const bare = await bareSecondsPerRequest(product);
  await view('/dashboard', product.port);
  await view('/dashboard', product.port);
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

/** One thousand views by twenty at a time. */
async function loadPage(
  product: RunningProduct,
  person: SignedIn,
  page: { path: string; port: number },
): Promise<void> {
  const host = `acme.localhost:${product.port}`;
  let left = requests;
  const worker = async () => {
    while (left-- > 0) {
      const status = await getStatus({ ...page, host, cookie: await person.cookie() });
      if (status !== 200) throw new Error(`${page.path} answered ${status} under load`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
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
      { env: { ...process.env, ...product.environment }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    child.once('message', (value) => resolve(Number(value)));
    child.once('exit', (code) => code !== 0 && reject(new Error(`bare-queries ended with ${code}`)));
  });
}
