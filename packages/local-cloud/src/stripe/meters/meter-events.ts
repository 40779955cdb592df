import type { Params } from '../http/params.ts';
import { invalidRequest, missingParameter, noSuch } from '../stripe-error.ts';
import type { MeterEvent, MeterEventAdjustment } from '../stripe-state.ts';
import type { World } from '../world.ts';
import { activeMeter } from './meters.ts';

const day = 86_400;
const oldestSeconds = 35 * day;
const newestSeconds = 300;
const uniqueSeconds = day;

/**
 * `POST /v1/billing/meter_events`. Refuses at once what Stripe would accept and report later in an event of its own: an
 * unknown customer or a value that is no number is a mistake that nobody wants to find out tomorrow.
 */
export function createMeterEvent(world: World, params: Params): MeterEvent {
  const eventName = params.required('event_name');
  const payload = params.map('payload');
  const sentIdentifier = params.string('identifier');
  const timestamp = params.integer('timestamp') ?? world.now();
  params.finish();
  if (!payload) throw missingParameter('payload');
  const meter = activeMeter(world, eventName);
  if (!meter) throw invalidRequest(`No active meter found for the event name '${eventName}'.`, 'event_name');
  const customer = payload[meter.customer_mapping.event_payload_key] ?? '';
  if (!world.state.customers[customer])
    throw noSuch('customer', customer, `payload[${meter.customer_mapping.event_payload_key}]`);
  const value = payload[meter.value_settings.event_payload_key] ?? '';
  if (meter.default_aggregation.formula !== 'count' && !/^-?\d+(\.\d{1,12})?$/.test(value)) {
    const message = `The value of a meter event must be a number; this one is '${value}'.`;
    throw invalidRequest(message, `payload[${meter.value_settings.event_payload_key}]`);
  }
  if (timestamp < world.now() - oldestSeconds || timestamp > world.now() + newestSeconds) {
    const message =
      'The timestamp must be within the past 35 days and not more than 5 minutes in the future.';
    throw invalidRequest(message, 'timestamp', 'timestamp_invalid');
  }
  const identifier = sentIdentifier || world.newId('mev');
  const known = world.state.meterEvents[identifier];
  if (known && known.created > world.now() - uniqueSeconds) {
    throw invalidRequest(`An event already exists with identifier ${identifier}.`, 'identifier');
  }
  const event = {
    object: 'billing.meter_event',
    created: world.now(),
    event_name: eventName,
    identifier,
    livemode: false,
    payload,
    timestamp,
  } satisfies MeterEvent;
  world.state.meterEvents[identifier] = event;
  return event;
}

/** `POST /v1/billing/meter_event_adjustments`: takes back an event of the last day. */
export function adjustMeterEvents(world: World, params: Params): MeterEventAdjustment {
  const eventName = params.required('event_name');
  params.choice('type', ['cancel']);
  const identifier = params.object('cancel')?.required('identifier');
  params.finish();
  if (!identifier) throw missingParameter('cancel[identifier]');
  const event = world.state.meterEvents[identifier];
  if (!event || event.event_name !== eventName) throw noSuch('meter event', identifier, 'cancel[identifier]');
  if (event.created < world.now() - uniqueSeconds) {
    throw invalidRequest('Only events of the last 24 hours can be cancelled.', 'cancel[identifier]');
  }
  delete world.state.meterEvents[identifier];
  return {
    object: 'billing.meter_event_adjustment',
    cancel: { identifier },
    event_name: eventName,
    livemode: false,
    status: 'complete',
    type: 'cancel',
  } satisfies MeterEventAdjustment;
}
