import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Figure } from './figure.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

const runs = 5;
/** What a Next.js production server needed from spawn to its first database-backed answer on the same kind of machine. */
const nextSeconds = 1.1;

const host = `
const { createServer } = await import('node:http');
const { default: handle } = await import(process.argv[1]);
globalThis.Netlify = { env: { get: (name) => process.env[name] }, context: null };
createServer(async (request, response) => {
  const answer = await handle(new Request(new URL(request.url, process.env.APP_URL), { headers: request.headers }), { ip: '127.0.0.1', geo: {}, requestId: 'bench', waitUntil() {} });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}).listen(0, '127.0.0.1', function () { process.send(this.address().port); });
`;

/** From spawning a bare process around the server function to its first answer that needed the database. */
export async function measureColdStart(product: RunningProduct): Promise<Figure[]> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) seconds.push(await once(product));
  seconds.sort((a, b) => a - b);
  return [
    {
      what: 'spawn to first database-backed answer, against Next.js',
      value: (seconds[Math.floor(runs / 2)] ?? 0) / nextSeconds,
      unit: 'x',
      aim: 0.3,
    },
  ];
}

async function once({ folder, environment }: RunningProduct): Promise<number> {
  const begin = performance.now();
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', host, join(folder, 'apps/web/.netlify/v1/functions/ssr/ssr.mjs')],
    { cwd: folder, env: { ...process.env, ...environment }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const port = await new Promise<number>((resolve) =>
    child.once('message', (value) => resolve(Number(value))),
  );
  const answer = await fetch(`http://127.0.0.1:${port}/w/acme`);
  await answer.text();
  const elapsed = (performance.now() - begin) / 1000;
  child.kill();
  if (answer.status !== 200) throw new Error(`The server function answered ${answer.status}`);
  return elapsed;
}
