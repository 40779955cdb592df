import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type JobsWorld, startJobsWorld } from './jobs-world.ts';

let world: JobsWorld;
beforeAll(async () => {
  world = await startJobsWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.clear());

describe('a job belongs to the transaction that adds it', () => {
  test('it does not exist before the commit', async () => {
    await world.enqueue('a', async () => {
      expect(await world.jobs()).toEqual([]);
    });
    expect(await world.jobs()).toMatchObject([{ state: 'created', singleton_key: 'a' }]);
  });

  test('it does not exist after a rollback', async () => {
    const failing = world.enqueue('a', async () => {
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await world.jobs()).toEqual([]);
  });
});

describe('a keyed job', () => {
  test('waits once, however often it is asked for', async () => {
    await Promise.all(Array.from({ length: 8 }, () => world.enqueue('a')));
    expect(await world.jobs()).toHaveLength(1);
  });

  test('waits once per key', async () => {
    await Promise.all(['a', 'b', 'c'].map((key) => world.enqueue(key)));
    expect((await world.jobs()).map(({ singleton_key }) => singleton_key).sort()).toEqual(['a', 'b', 'c']);
  });

  test('that is asked for while it runs runs once more afterwards', async () => {
    await world.enqueue('a');
    let runs = 0;
    await world.drain(async (key) => {
      runs += 1;
      if (runs === 1) await Promise.all([world.enqueue(key), world.enqueue(key)]);
    });
    expect(runs).toBe(2);
  });

  test('is not taken from under an open transaction that asked for it: the wake-up is never lost', async () => {
    let written = 1;
    const seen: number[] = [];
    const look = () =>
      world.drain(async () => {
        seen.push(written);
      });
    await world.enqueue('a');
    await world.enqueue('a', async () => {
      // A worker comes by between our asking and our commit; what we are about to commit is not there yet.
      await look();
      written = 2;
    });
    await look();
    expect(seen.at(-1)).toBe(2);
  });

  test('that waits for its retry is due at once when it is asked for again', async () => {
    await world.enqueue('a');
    await world.drain(async () => {
      throw new Error('not now');
    });
    let runs = 0;
    await world.drain(async () => {
      runs += 1;
    });
    expect(runs).toBe(0);
    await world.enqueue('a');
    await world.drain(async () => {
      runs += 1;
    });
    expect(runs).toBe(1);
  });

  test('is never lost and never runs beside itself, with many asking and many working', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e'];
    const asked = new Map<string, number>();
    const seen = new Map<string, number>();
    const running = new Map<string, number>();
    let beside = 0;
    const ask = async (from: number) => {
      for (let i = 0; i < 20; i += 1) {
        const key = keys[(from + i) % keys.length] ?? 'a';
        await world.enqueue(key, async () => {
          asked.set(key, (asked.get(key) ?? 0) + 1);
        });
      }
    };
    const work = () =>
      world.drain(async (key) => {
        const others = running.get(key) ?? 0;
        if (others > 0) beside += 1;
        running.set(key, others + 1);
        const now = asked.get(key) ?? 0;
        await new Promise((resolve) => setImmediate(resolve));
        seen.set(key, Math.max(seen.get(key) ?? 0, now));
        running.set(key, (running.get(key) ?? 1) - 1);
      });
    await Promise.all([ask(0), ask(1), ask(2), ask(3), work(), work(), work()]);
    await work();
    expect(beside).toBe(0);
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(asked));
    expect((await world.jobs()).filter(({ state }) => state !== 'completed')).toEqual([]);
  });
});
