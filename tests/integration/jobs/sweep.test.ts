import { environment } from '@archipelago/core/environment';
import { boss } from '@archipelago/core/jobs/boss';
import { drainOnPoke } from '@archipelago/core/jobs/drain-on-poke';
import { pokeHeader, signPoke } from '@archipelago/core/jobs/poke-signature';
import { backgroundFunctions } from '@archipelago/core/jobs/queues';
import { sweep } from '@archipelago/core/jobs/sweep';
import { verifyPoke } from '@archipelago/core/jobs/verify-poke';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OwnSite, startOwnSite } from '../../support/own-site.ts';
import { type JobsWorld, startJobsWorld } from './jobs-world.ts';

let world: JobsWorld;
let site: OwnSite;
const poked: string[] = [];

beforeAll(async () => {
  const target = (name: keyof typeof backgroundFunctions) => ({
    background: true,
    handler: (request: Request) => {
      if (verifyPoke(name, request)) poked.push(name);
    },
  });
  site = await startOwnSite({
    '/api/jobs/stripe-events': target('stripe-events-background'),
    '/api/jobs/run': target('jobs-background'),
    '/api/jobs/data': target('data-background'),
  });
  world = await startJobsWorld({ APP_URL: site.url });
});
afterAll(async () => {
  await site.stop();
  await world.stop();
});
beforeEach(async () => {
  await world.clear();
  poked.length = 0;
});

/** An hour at which no schedule has anything to do that the last sweep of the day did not send. */
const nightly = (time: string) => new Date(`2026-11-21T${time}Z`);

describe('a background function', () => {
  test('wakes the one that has to do what its work asked for, and only when it worked', async () => {
    const { path } = backgroundFunctions['jobs-background'];
    const woken = async () => {
      poked.length = 0;
      const headers = { [pokeHeader]: signPoke(environment().JOBS_SECRET, path) };
      const url = new URL(path, site.url);
      await drainOnPoke('jobs-background', new Request(url, { method: 'POST', headers }));
      await site.settled();
      return poked;
    };
    await world.enqueue('a');
    expect(await woken()).toEqual([]);
    await boss().send('api-retention', {});
    expect(await woken()).toEqual(['stripe-events-background']);
  });
});

describe('the sweep', () => {
  test('wakes the function whose poke was lost, and no other', async () => {
    await sweep(nightly('12:00:00'));
    await world.database.observer.query(`update pgboss.job set state = 'completed'`);
    poked.length = 0;
    await world.enqueue('a');
    expect(await sweep(nightly('12:00:30'))).toContain('stripe-events-background');
    await site.settled();
    expect(new Set(poked)).toEqual(new Set(['stripe-events-background']));
  });

  test('leaves a job alone that waits for its retry', async () => {
    await world.enqueue('a');
    await world.database.observer.query(`update pgboss.job set start_after = now() + interval '1 hour'`);
    const [before] = await world.jobs();
    await sweep(nightly('03:17:30'));
    const after = await world.jobs();
    expect(after).toEqual([before]);
  });

  test('gives the job of a crashed worker back to its queue', async () => {
    await world.enqueue('a');
    const never = new Promise<void>(() => {});
    const started = Promise.withResolvers<void>();
    void world.drain(() => {
      started.resolve();
      return never;
    });
    await started.promise;
    await world.silenceWorkers();
    await world.database.observer.query('update pgboss.queue set monitor_on = null, monitor_claim_on = null');
    await sweep(nightly('03:18:00'));
    expect((await world.jobs())[0]?.state).toBe('retry');
  });

  test('turns each occurrence of a schedule into one job, however often it looks', async () => {
    await Promise.all([sweep(nightly('03:17:10')), sweep(nightly('03:17:40')), sweep(nightly('03:18:10'))]);
    expect(await world.jobs('reconcile-billing')).toHaveLength(1);
    await sweep(new Date('2026-11-22T03:17:05Z'));
    expect(await world.jobs('reconcile-billing')).toHaveLength(2);
  });

  test('catches up on the occurrence it missed', async () => {
    await sweep(nightly('09:00:00'));
    await sweep(nightly('03:17:10'));
    expect(await world.jobs('reconcile-billing')).toHaveLength(1);
  });
});
