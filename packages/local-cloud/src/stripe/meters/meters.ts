import { type ListPage, listPage } from '../http/list-page.ts';
import type { Params } from '../http/params.ts';
import { invalidRequest, missingParameter, noSuch } from '../stripe-error.ts';
import type { Meter } from '../stripe-state.ts';
import { change, emit, type World } from '../world.ts';

/** `POST /v1/billing/meters`: what is counted, and from which field of an event. */
export function createMeter(world: World, params: Params): Meter {
  const displayName = params.required('display_name');
  const eventName = params.required('event_name');
  const formula = params.object('default_aggregation')?.choice('formula', ['sum', 'count', 'last']);
  const mapping = params.object('customer_mapping');
  mapping?.choice('type', ['by_id']);
  const customerKey = mapping?.required('event_payload_key') ?? 'stripe_customer_id';
  const valueKey = params.object('value_settings')?.required('event_payload_key') ?? 'value';
  const window = params.choice('event_time_window', ['day', 'hour']) ?? null;
  params.finish();
  if (!formula) throw missingParameter('default_aggregation[formula]');
  if (activeMeter(world, eventName)) {
    const message = `An active meter with the event name '${eventName}' already exists.`;
    throw invalidRequest(message, 'event_name', 'resource_already_exists');
  }
  const meter = {
    id: world.newId('mtr_test'),
    object: 'billing.meter',
    created: world.now(),
    customer_mapping: { event_payload_key: customerKey, type: 'by_id' },
    default_aggregation: { formula },
    display_name: displayName,
    event_name: eventName,
    event_time_window: window,
    livemode: false,
    status: 'active',
    status_transitions: { deactivated_at: null },
    updated: world.now(),
    value_settings: { event_payload_key: valueKey },
  } satisfies Meter;
  world.state.meters[meter.id] = meter;
  emit(world, 'billing.meter.created', meter);
  return meter;
}

export function updateMeter(world: World, id: string, params: Params): Meter {
  const meter = findMeter(world, id);
  const name = params.string('display_name');
  params.finish();
  return change(world, meter, 'billing.meter.updated', (changed) => {
    if (!name || name === changed.display_name) return;
    changed.display_name = name;
    changed.updated = world.now();
  });
}

/** An inactive meter takes no events; what it has counted stays. */
export function switchMeter(world: World, id: string, params: Params, isActive: boolean): Meter {
  const meter = findMeter(world, id);
  params.finish();
  if (isActive && meter.status !== 'active' && activeMeter(world, meter.event_name)) {
    throw invalidRequest(`An active meter with the event name '${meter.event_name}' already exists.`);
  }
  return change(
    world,
    meter,
    isActive ? 'billing.meter.reactivated' : 'billing.meter.deactivated',
    (changed) => {
      if ((changed.status === 'active') === isActive) return;
      changed.status = isActive ? 'active' : 'inactive';
      changed.status_transitions = { deactivated_at: isActive ? null : world.now() };
      changed.updated = world.now();
    },
  );
}

export function listMeters(world: World, params: Params): ListPage<Meter> {
  const status = params.choice('status', ['active', 'inactive']);
  const found = Object.values(world.state.meters).reverse();
  return listPage(
    '/v1/billing/meters',
    status ? found.filter((meter) => meter.status === status) : found,
    params,
  );
}

export function findMeter(world: World, id: string): Meter {
  const meter = world.state.meters[id];
  if (!meter) throw noSuch('billing meter', id);
  return meter;
}

export function activeMeter(world: World, eventName: string): Meter | undefined {
  return Object.values(world.state.meters).find(
    (meter) => meter.event_name === eventName && meter.status === 'active',
  );
}
