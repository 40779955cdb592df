import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '@archipelago/local-cloud/commands/run-program';

export interface EdgeCall {
  url: string;
  headers: Record<string, string>;
  country: string;
  environment: Record<string, string>;
}

export interface EdgeOutcome {
  status: number;
  body: string;
  /** The request that the edge function handed on; null when it answered by itself. */
  forwarded: { url: string; headers: Record<string, string> } | null;
}

const deno = join(import.meta.dirname, 'node_modules/.bin/deno');

const script = `
const call = JSON.parse(Deno.args[1]);
globalThis.Netlify = { env: { get: (name) => call.environment[name] }, context: null };
const { default: handle } = await import(Deno.args[0]);
let forwarded = null;
const context = {
  geo: { country: { code: call.country } },
  next: async (request) => {
    forwarded = { url: request.url, headers: Object.fromEntries(request.headers) };
    return new Response('from the origin');
  },
};
const request = new Request(call.url, { headers: { host: new URL(call.url).host, ...call.headers } });
const response = await handle(request, context);
console.log(JSON.stringify({ status: response.status, body: await response.text(), forwarded }));
`;

/** Calls the edge function of a built tree once, in Deno, with the modules and import map its bundle was made of. */
export async function runInDeno(root: string, call: EdgeCall): Promise<EdgeOutcome> {
  const caller = join(root, '.deno/call.js');
  await writeFile(caller, script);
  const edgeFunction = join(root, 'netlify/edge-functions/tenant-routing.ts');
  const importMap = join(root, 'apps/web/.netlify/edge-functions-import-map.json');
  const args = [
    'run',
    '--quiet',
    '--no-config',
    '--no-lock',
    '--no-remote',
    '--allow-read',
    '--allow-env',
    '--allow-sys',
  ];
  const { code, output } = await runProgram(
    deno,
    [...args, `--import-map=${importMap}`, caller, `file://${edgeFunction}`, JSON.stringify(call)],
    { cwd: root, env: { ...process.env, DENO_DIR: join(root, '.deno') } },
  );
  if (code !== 0) throw new Error(`The edge function failed in Deno.\n\n${output}`);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as EdgeOutcome;
}
