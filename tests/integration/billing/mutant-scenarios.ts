import { leaseForChange, releaseLease } from '@archipelago/core/billing/customer-lease';
import { storeEvent } from '@archipelago/core/billing/store-event';
import { type SyncStep, syncCustomer } from '@archipelago/core/billing/sync-customer';
import { boot } from '@archipelago/core/boot';
import { drain } from '@archipelago/core/jobs/drain';
import { unique } from '../../support/own-database.ts';
import { eventOf } from './event-of.ts';
import {
  atOnce,
  customerRow,
  expireLease,
  newPlace,
  type Place,
  rows,
  seatsOf,
  skipDelays,
  unfinished,
} from './mutant-place.ts';
import { receivingScenarios } from './mutant-receiving.ts';

boot();

const soon = () => new Date(Date.now() + 15_000);
const work = () => drain(['stripe-customer'], soon());

/** Runs at most as long as a schedule can take; what hangs is broken too. */
export async function runScenario(name: ScenarioName): Promise<string[]> {
  const timer = Promise.withResolvers<string[]>();
  const timeout = setTimeout(() => timer.resolve(['it never ends']), 15_000);
  try {
    return await Promise.race([scenarios[name](await newPlace()), timer.promise]);
  } finally {
    clearTimeout(timeout);
  }
}

/** Does this once, as soon as somebody is at the step. */
function when(at: SyncStep, run: () => Promise<unknown>) {
  let isDone = false;
  return {
    async onStep(step: SyncStep) {
      if (step !== at || isDone) return;
      isDone = true;
      await run();
    },
  };
}

/** A schedule each: what it found broken; nothing when the code is right. */
const scenarios = {
  ...receivingScenarios,

  async 'event-while-reading'(place) {
    await storeEvent(eventOf(place.customer));
    const change = async () => {
      place.subscription.seats = 7;
      await storeEvent(eventOf(place.customer));
    };
    await syncCustomer(place.customer, when('read', change));
    await work();
    const seats = await seatsOf(place);
    return seats === 7 ? [] : [`${seats} seats instead of 7, and nobody will look again`];
  },

  async 'stalled-worker'(place) {
    await storeEvent(eventOf(place.customer));
    const takeOver = async () => {
      place.subscription.seats = 9;
      await storeEvent(eventOf(place.customer));
      await work();
    };
    await syncCustomer(place.customer, { leaseSeconds: 0.001, ...when('read', takeOver) }).catch(() => {});
    const seats = await seatsOf(place);
    return seats === 9 ? [] : [`${seats} seats: a stalled worker wrote over a newer one`];
  },

  async 'stalled-worker-fails'(place) {
    await storeEvent(eventOf(place.customer));
    const newer = Promise.withResolvers<void>();
    const found: string[] = [];
    const takeOver = async () => {
      await expireLease(place);
      const reached = Promise.withResolvers<void>();
      const hold = async () => {
        reached.resolve();
        await newer.promise;
      };
      void syncCustomer(place.customer, when('read', hold)).catch(() => {});
      await reached.promise;
      throw new Error('the stalled one fails');
    };
    await syncCustomer(place.customer, when('read', takeOver)).catch(() => {});
    if ((await customerRow(place)).lease_until === null) found.push('the newer worker lost its lease');
    newer.resolve();
    return found;
  },

  async 'fenced-out-by-a-person'(place) {
    await storeEvent(eventOf(place.customer));
    const takeOver = async () => {
      await expireLease(place);
      // Whoever takes over here dies, and no job of theirs ever looks again.
      await leaseForChange(place.customer);
    };
    const handlers = {
      'stripe-customer': async ({ stripeCustomerId }: { stripeCustomerId: string }) => {
        await syncCustomer(stripeCustomerId, when('read', takeOver));
      },
    };
    await drain(['stripe-customer'], soon(), { handlers });
    await expireLease(place);
    await skipDelays();
    await work();
    return unfinished(place);
  },

  async 'two-workers'(place) {
    await storeEvent(eventOf(place.customer));
    let holding = 0;
    let most = 0;
    const both = Promise.withResolvers<void>();
    const hold = () => ({
      async onStep(step: SyncStep) {
        if (step !== 'leased') return;
        holding += 1;
        most = Math.max(most, holding);
        await both.promise;
      },
    });
    const ended = await atOnce(place, 2, async () => {
      const workers = [1, 2].map(() => syncCustomer(place.customer, hold()).catch(() => {}));
      // The one that is refused ends; when none is, both hold it.
      const refused = Promise.race(workers);
      const bothHold = new Promise<void>((resolve) => {
        const look = setInterval(() => {
          if (most < 2) return;
          clearInterval(look);
          resolve();
        }, 5);
        void refused.finally(() => clearInterval(look));
      });
      await Promise.race([refused, bothHold]);
      both.resolve();
      return Promise.all(workers);
    });
    const found = most > 1 ? [`${most} workers held one customer`] : [];
    return ended.includes('synced') ? found : [...found, 'and neither has finished'];
  },

  async 'commits-out-of-order'(place) {
    const [first, second] = [eventOf(place.customer), eventOf(place.customer)];
    await storeEvent(first, {
      async onStep(step) {
        if (step !== 'inserted') return;
        await storeEvent(second);
        await work();
      },
    });
    await work();
    return unfinished(place);
  },

  async 'marked-at-once'(place) {
    await atOnce(place, 2, () => Promise.all([1, 2].map(() => storeEvent(eventOf(place.customer)))));
    const events = await rows('select seq from stripe_event where stripe_customer_id = $1', [place.customer]);
    const { dirty_seq: dirty } = await customerRow(place);
    const numbers = events.map(({ seq }) => Number(seq)).sort();
    return dirty === '2' && numbers.join() === '1,2'
      ? []
      : [`the numbers ${numbers}, and ${dirty} as the last`];
  },

  async 'told-twice'(place) {
    const objectId = unique('in_');
    for (const _delivery of [1, 2]) {
      await storeEvent(eventOf(place.customer, 'invoice.payment_failed', { objectId }));
      await work();
    }
    const key = `payment_failed:${objectId}`;
    const effects = await rows(
      `select id from billing_effect where workspace_id = $1 and kind = 'payment-failed'`,
      [place.workspaceId],
    );
    const mails = await rows(
      `select 1 from pgboss.job where name = 'mail' and data->>'effectId' = any($1::text[])`,
      [effects.map(({ id }) => id)],
    );
    const lines = await rows(
      `select 1 from audit_event where workspace_id = $1 and action = 'billing.payment_failed'`,
      [place.workspaceId],
    );
    const counts = [effects.length, mails.length, lines.length];
    return counts.every((count) => count === 1)
      ? []
      : [`${key}: ${counts} effects, mails and lines of the log`];
  },

  async 'delivered-twice'(place) {
    const event = eventOf(place.customer);
    await storeEvent(event);
    await work();
    const outcome = await storeEvent(event);
    const { dirty_seq: dirty } = await customerRow(place);
    return outcome === 'duplicate' && dirty === '1'
      ? await unfinished(place)
      : [`${outcome}, dirty ${dirty}`];
  },

  async 'older-comes-late'(place) {
    const now = Math.floor(Date.now() / 1000);
    await storeEvent(eventOf(place.customer, 'customer.subscription.updated', { created: now }));
    await work();
    place.subscription.seats = 5;
    const objectId = unique('in_');
    const late = eventOf(place.customer, 'invoice.payment_failed', { objectId, created: now - 60 });
    await storeEvent(late);
    await work();
    const told = await rows('select 1 from billing_effect where key = $1', [`payment_failed:${objectId}`]);
    const found = told.length === 1 ? [] : ['what came late was not told'];
    return (await seatsOf(place)) === 5 ? found : [...found, 'and nobody looked at Stripe again'];
  },

  async 'dies-while-writing'(place) {
    const objectId = unique('in_');
    await storeEvent(eventOf(place.customer, 'invoice.payment_failed', { objectId }));
    const die = () => Promise.reject(new Error('killed'));
    await syncCustomer(place.customer, when('written', die)).catch(() => {});
    await skipDelays();
    await work();
    const told = await rows('select 1 from billing_effect where key = $1', [`payment_failed:${objectId}`]);
    return told.length === 1 ? await unfinished(place) : ['a business fact was lost with the worker'];
  },

  async 'keeps-crashing'(place) {
    await storeEvent(eventOf(place.customer));
    for (let crash = 0; crash < 25; crash += 1) {
      const reached = Promise.withResolvers<void>();
      const die = async () => {
        reached.resolve();
        await new Promise(() => {});
      };
      void syncCustomer(place.customer, when('leased', die));
      await reached.promise;
      await expireLease(place);
    }
    const outcome = await syncCustomer(place.customer);
    return outcome === 'dead' ? [] : [`${outcome}: it would crash for ever, and no operator would know`];
  },

  async 'comes-back'(place) {
    await rows('update billing_customer set attempts = 25, dead_at = now() where stripe_customer_id = $1', [
      place.customer,
    ]);
    await storeEvent(eventOf(place.customer));
    await work();
    return unfinished(place);
  },

  async 'changed-meanwhile'(place) {
    const lease = await leaseForChange(place.customer);
    await storeEvent(eventOf(place.customer));
    await work();
    await releaseLease(lease);
    await work();
    return unfinished(place);
  },
} satisfies Record<string, (place: Place) => Promise<string[]>>;

export type ScenarioName = keyof typeof scenarios;

export const scenarioNames = Object.keys(scenarios) as ScenarioName[];
