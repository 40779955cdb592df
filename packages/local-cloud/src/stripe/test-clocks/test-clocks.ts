import { type ListPage, listPage } from '../http/list-page.ts';
import type { Params } from '../http/params.ts';
import { invalidRequest, missingParameter, noSuch } from '../stripe-error.ts';
import type { TestClock } from '../stripe-state.ts';
import { emit, type World } from '../world.ts';

const keptSeconds = 30 * 86_400;
/** A test's "now" is a little in the past when it arrives. */
const toleratedSeconds = 60;

/** The handle on the billing clock that every customer has who was not given one of their own. */
export const billingClockId = 'clock_local_billing';

/** Makes the handle where it is missing: in a new instance, and in one of before there was one. */
export function ensureBillingClock({ state, now }: World): TestClock {
  const existing = state.testClocks[billingClockId];
  if (existing) return existing;
  const clock = newTestClock(billingClockId, now(), now(), 'Billing clock of the local console');
  state.testClocks[clock.id] = clock;
  for (const objects of [state.customers, state.subscriptions, state.schedules]) {
    for (const object of Object.values(objects)) object.test_clock ??= clock.id;
  }
  return clock;
}

/** Moves everybody to a later moment and says so, as Stripe does when a test clock has arrived. */
export function advanceBillingClock(world: World, to: number): void {
  world.advanceClock(to);
  const clock = ensureBillingClock(world);
  clock.frozen_time = to;
  emit(world, 'test_helpers.test_clock.ready', clock);
}

/**
 * `POST /v1/test_helpers/test_clocks`. There is one billing clock for everything; a test clock is a handle on it in
 * Stripe's own shape. So making one for a later moment moves everybody there, and none can be earlier than now.
 */
export function createTestClock(world: World, params: Params): TestClock {
  const frozenTime = params.integer('frozen_time');
  const name = params.string('name') || null;
  params.finish();
  if (frozenTime === undefined) throw missingParameter('frozen_time');
  if (frozenTime > world.now() - toleratedSeconds) world.advanceClock(Math.max(frozenTime, world.now()));
  else
    throw invalidRequest(
      'The billing clock is ahead of this moment, and it only moves forward.',
      'frozen_time',
    );
  const clock = newTestClock(world.newId('clock'), world.now(), frozenTime, name);
  world.state.testClocks[clock.id] = clock;
  emit(world, 'test_helpers.test_clock.created', clock);
  return clock;
}

/** `POST /v1/test_helpers/test_clocks/:id/advance`. Done when it answers, so that its status is `ready` at once. */
export function advanceTestClock(world: World, id: string, params: Params): TestClock {
  const clock = findTestClock(world, id);
  const frozenTime = params.integer('frozen_time');
  params.finish();
  if (frozenTime === undefined) throw missingParameter('frozen_time');
  if (frozenTime <= clock.frozen_time) {
    throw invalidRequest(
      'The frozen_time must be after the current frozen_time of the clock.',
      'frozen_time',
    );
  }
  world.advanceClock(frozenTime);
  clock.frozen_time = frozenTime;
  emit(world, 'test_helpers.test_clock.ready', clock);
  return clock;
}

/** Only the handle goes: what belongs to it stays, unlike at Stripe, because the clock is everybody's. */
export function deleteTestClock(world: World, id: string, params: Params): object {
  params.finish();
  const clock = findTestClock(world, id);
  if (id === billingClockId) throw invalidRequest('The billing clock of the local console stays.', 'id');
  const { customers, subscriptions, schedules } = world.state;
  for (const objects of [customers, subscriptions, schedules]) {
    for (const object of Object.values(objects)) {
      if (object.test_clock === id) object.test_clock = billingClockId;
    }
  }
  delete world.state.testClocks[id];
  emit(world, 'test_helpers.test_clock.deleted', clock);
  return { id, object: 'test_helpers.test_clock', deleted: true };
}

export function listTestClocks(world: World, params: Params): ListPage<TestClock> {
  return listPage('/v1/test_helpers/test_clocks', Object.values(world.state.testClocks).reverse(), params);
}

export function findTestClock(world: World, id: string, param = 'id'): TestClock {
  const clock = world.state.testClocks[id];
  if (!clock) throw noSuch('test clock', id, param);
  return clock;
}

function newTestClock(id: string, created: number, frozenTime: number, name: string | null): TestClock {
  return {
    id,
    object: 'test_helpers.test_clock',
    created,
    deletes_after: created + keptSeconds,
    frozen_time: frozenTime,
    livemode: false,
    name,
    status: 'ready',
    status_details: {},
  } satisfies TestClock;
}
