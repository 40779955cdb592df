import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BillingWorld, startBillingWorld } from './billing-world.ts';
import { mutants } from './mutants.ts';

let world: BillingWorld;

beforeAll(async () => {
  world = await startBillingWorld();
  await world.database.observer.query('create sequence public.mutant_seq');
  await world.database.observer.query('grant usage on sequence public.mutant_seq to public');
});
afterAll(() => world.stop());

/** Runs the schedules on the code with this mutant in it, in a process of their own: what they found broken. */
async function violationsWith(mutant?: string): Promise<string[]> {
  const child = fork(fileURLToPath(new URL('run-mutant.ts', import.meta.url)), mutant ? [mutant] : [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, OBSERVER_URL: world.database.observer.options.connectionString },
    silent: true,
  });
  let said = '';
  child.stderr?.on('data', (text) => {
    said += text;
  });
  const failed = once(child, 'exit').then(() =>
    Promise.reject(new Error(`The run ended by itself: ${said}`)),
  );
  const [message] = (await Promise.race([once(child, 'message'), failed])) as [{ violations: string[] }];
  failed.catch(() => {});
  child.kill('SIGKILL');
  return message.violations;
}

test('as the code is, every schedule ends well', async () => {
  expect(await violationsWith()).toEqual([]);
});

test.each(Object.keys(mutants))('%s is noticed', async (name) => {
  expect(await violationsWith(name)).not.toEqual([]);
});
