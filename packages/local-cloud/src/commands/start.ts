import { type ChildProcess, fork, spawn } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readEnvironment } from '@archipelago/core/environment';
import { giveUp, root, step } from '../../bin/install.mjs';
import { syncLocalStripe } from '../billing/sync-local-stripe.ts';
import { isPortFree } from '../postgres/describe-listener.ts';
import { refuseProduction } from '../refuse-production.ts';
import { localSettings } from '../settings.ts';
import { startLocalCloud } from '../start-local-cloud.ts';
import { buildWeb } from './build-web.ts';
import { checkPorts } from './check-ports.ts';
import { printWelcome } from './print-welcome.ts';

/** `npm start`, and with `--dev` `npm run dev`: the local cloud, then the product in a process of its own. */

const isDevelopment = process.argv.includes('--dev');
const settings = localSettings(process.env);
const children: ChildProcess[] = [];
const stops: (() => Promise<void>)[] = [];
let stopping = false;

async function stopEverything(code: number): Promise<never> {
  if (!stopping) {
    stopping = true;
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map(exited));
    for (const stop of stops.reverse()) await stop();
    process.exit(code);
  }
  return new Promise(() => undefined);
}

function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopEverything(0));
// A test runner that dies takes its stack with it.
process.on('disconnect', () => stopEverything(0));

/** Astro's own development server; the local Netlify in front gives it the edge, functions and addresses. */
async function startAstroDev(environment: NodeJS.ProcessEnv): Promise<string> {
  const port = settings.astroDevPort;
  const args = ['dev', '--root', 'apps/web', '--host', '127.0.0.1', '--port', String(port)];
  const child = spawn(join(root, 'node_modules/.bin/astro'), args, {
    cwd: root,
    env: environment,
    stdio: 'inherit',
  });
  children.push(child);
  while (await isPortFree(port)) {
    if (child.exitCode !== null)
      throw new Error('Astro’s development server ended; its own words are above.');
    await delay(100);
  }
  return `http://127.0.0.1:${port}`;
}

/** A copy of the build, so that another build under a running product does not take its files away. */
function ownBuild(): string {
  const copy = join(settings.dataDirectory, 'build');
  rmSync(copy, { recursive: true, force: true });
  for (const part of ['dist', '.netlify/v1']) {
    cpSync(join(root, 'apps/web', part), join(copy, part), { recursive: true });
  }
  return copy;
}

function startWeb(environment: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = fork(join(root, 'packages/local-cloud/src/netlify/serve.ts'), [], {
    cwd: root,
    env: environment,
    // V8 sizes its heap by the machine; a function instance is small, so that what would not fit there shows here.
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--max-old-space-size=192',
      '--max-semi-space-size=8',
    ],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('exit', (code) => {
      reject(new Error(`The web process ended with code ${code}; its own words are above.`));
      if (!stopping) stopEverything(1);
    });
  });
}

try {
  refuseProduction('The local cloud', process.env);
  const started = Date.now();
  await checkPorts(settings);
  const cloud = await startLocalCloud(settings, process.env, {
    alongside: isDevelopment ? undefined : buildWeb,
    onStarted: (stop) => stops.push(stop),
  });
  const environment: NodeJS.ProcessEnv = { ...process.env, ...cloud.environment };
  // What a person set themselves may be wrong: better said here than by every page.
  readEnvironment(environment);
  if (isDevelopment) environment.LOCAL_SSR_URL = await startAstroDev(environment);
  else environment.LOCAL_BUILD = ownBuild();
  const web = await step('Starting the product', () => startWeb(environment));
  await step('Bringing the local Stripe in step with the catalogue', () => syncLocalStripe(settings));
  const running = { environment: cloud.testEnvironment, webPid: web.pid };
  writeFileSync(join(settings.dataDirectory, 'running.json'), JSON.stringify(running), { mode: 0o600 });
  if (process.send) {
    process.send(running);
  } else {
    printWelcome(settings, cloud, Date.now() - started);
  }
} catch (error) {
  if (!stopping) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env.DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    await stopEverything(1);
  }
  giveUp('Stopped.');
}
