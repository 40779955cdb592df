import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BillingWorld, startBillingWorld } from './billing-world.ts';
import { mutants } from './mutants.ts';

let world: BillingWorld;
let runner: ChildProcess;
let said = '';

beforeAll(async () => {
  world = await startBillingWorld({ APP_URL: 'http://127.0.0.1:9' });
  await world.database.observer.query('create sequence public.mutant_seq');
  await world.database.observer.query('grant usage on sequence public.mutant_seq to public');
  runner = fork(fileURLToPath(new URL('run-mutant.ts', import.meta.url)), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, OBSERVER_URL: world.database.observer.options.connectionString },
    silent: true,
  });
  runner.stdout?.resume();
  runner.stderr?.on('data', (text) => {
    said = `${said}${text}`.slice(-5_000);
  });
  await answer();
});
afterAll(async () => {
  runner.kill('SIGKILL');
  await world.stop();
});

async function answer(): Promise<{ violations?: string[]; error?: string }> {
  const stop = new AbortController();
  const { signal } = stop;
  try {
    return await Promise.race([
      once(runner, 'message', { signal }).then(([message]) => message),
      once(runner, 'exit', { signal }).then(() => {
        throw new Error(`The run ended by itself: ${said}`);
      }),
    ]);
  } finally {
    stop.abort();
  }
}

/** Runs the schedules on the code with this mutant in it, or on the code as it is: what they found broken. */
async function violationsWith(mutant = ''): Promise<string[]> {
  runner.send({ mutant });
  const { violations, error } = await answer();
  if (!violations) throw new Error(error);
  return violations;
}

test('as the code is, every schedule ends well', async () => {
  expect(await violationsWith()).toEqual([]);
});

test.each(Object.keys(mutants))('%s is noticed', async (name) => {
  expect(await violationsWith(name)).not.toEqual([]);
});
