import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type JobsWorld, startJobsWorld } from './jobs-world.ts';

let world: JobsWorld;
beforeAll(async () => {
  world = await startJobsWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.clear());

async function doNothing(): Promise<void> {}

async function fail(): Promise<void> {
  throw new Error('This always fails.');
}

describe('draining', () => {
  test('runs everything that is due and says so', async () => {
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key) => world.enqueue(key)));
    expect(await world.drain(doNothing)).toEqual({ completed: 7, failed: 0, lost: 0, stoppedEarly: false });
  });

  test('stops at its deadline and leaves the rest', async () => {
    await Promise.all(['a', 'b'].map((key) => world.enqueue(key)));
    const result = await world.drain(doNothing, { deadline: new Date(0) });
    expect(result).toMatchObject({ completed: 0, stoppedEarly: true });
    expect(await world.jobs()).toMatchObject([{ state: 'created' }, { state: 'created' }]);
  });

  test('a failed job waits longer each time, and ends in the dead-letter queue with its reason', async () => {
    await world.enqueue('a');
    const delays: number[] = [];
    for (let attempt = 0; attempt <= 12; attempt += 1) {
      await world.skipDelays();
      expect(await world.drain(fail)).toMatchObject({ failed: 1 });
      const { rows } = await world.database.observer.query(
        `select extract(epoch from start_after - now())::float8 as delay from pgboss.job where name = 'sync-seats' and state = 'retry'`,
      );
      if (rows[0]) delays.push(rows[0].delay);
    }
    expect(delays).toHaveLength(12);
    expect(Math.max(...delays.slice(-3))).toBeGreaterThan(Math.max(...delays.slice(0, 3)));
    expect(await world.jobs()).toMatchObject([{ state: 'failed' }]);
    const { rows } = await world.database.observer.query(
      `select source_name, source_output from pgboss.job where name = 'dead-letter'`,
    );
    expect(rows).toMatchObject([
      { source_name: 'sync-seats', source_output: { message: 'This always fails.' } },
    ]);
  });

  test('a failed job does not stop the others', async () => {
    await Promise.all(['bad', 'good'].map((key) => world.enqueue(key)));
    const result = await world.drain((key) => (key === 'bad' ? fail() : doNothing()));
    expect(result).toMatchObject({ completed: 1, failed: 1 });
  });
});

describe('a key that is being worked on', () => {
  async function holdA() {
    await world.enqueue('a');
    const finished = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    const ran: string[] = [];
    const holding = world.drain(
      async (key) => {
        ran.push(key);
        started.resolve();
        await finished.promise;
      },
      { batchSize: 1 },
    );
    await started.promise;
    await world.enqueue('a');
    return { finish: finished.resolve, holding, ran };
  }

  test('does not keep the others waiting', async () => {
    const { finish, holding } = await holdA();
    await world.enqueue('b');
    const ran: string[] = [];
    await world.drain(async (key) => {
      ran.push(key);
    });
    expect(ran).toEqual(['b']);
    finish();
    await holding;
  });

  test('runs again afterwards, also when the queue was looked over meanwhile', async () => {
    const { finish, holding, ran } = await holdA();
    await world.lookOver();
    finish();
    await holding;
    expect(ran).toEqual(['a', 'a']);
  });
});

describe('a worker that fell silent', () => {
  test('loses its job to another, and cannot finish it any more', async () => {
    await world.enqueue('a');
    const finished = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    const zombie = world.drain(async () => {
      started.resolve();
      await finished.promise;
    });
    await started.promise;
    await world.silenceWorkers();
    await world.lookOver();
    expect(await world.jobs()).toMatchObject([{ state: 'retry' }]);

    await world.skipDelays();
    const again = Promise.withResolvers<void>();
    const taken = Promise.withResolvers<void>();
    const successor = world.drain(async () => {
      taken.resolve();
      await again.promise;
    });
    await taken.promise;
    finished.resolve();
    expect(await zombie).toMatchObject({ completed: 0, lost: 1 });
    expect(await world.jobs()).toMatchObject([{ state: 'active', retry_count: 1 }]);
    again.resolve();
    expect(await successor).toMatchObject({ completed: 1, lost: 0 });
  });

  test('because it was killed: its job runs again', async () => {
    await world.enqueue('a');
    const worker = fork(fileURLToPath(new URL('hanging-worker.ts', import.meta.url)), [], {
      env: { ...process.env, ...world.environment },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    await once(worker, 'message');
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    expect(await world.jobs()).toMatchObject([{ state: 'active' }]);

    await world.silenceWorkers();
    await world.lookOver();
    await world.skipDelays();
    expect(await world.drain(doNothing)).toMatchObject({ completed: 1 });
  });
});
