import { findCustomer } from '../customers/find-customer.ts';
import { type ListPage, listPage } from '../http/list-page.ts';
import type { Params } from '../http/params.ts';
import { invalidRequest, missingParameter } from '../stripe-error.ts';
import type { Meter, MeterEvent, MeterEventSummary } from '../stripe-state.ts';
import type { World } from '../world.ts';
import { findMeter } from './meters.ts';

const windows = { hour: 3_600, day: 86_400 };

/**
 * `GET /v1/billing/meters/:id/event_summaries`: one for the whole time, or one for each UTC hour or day in which
 * something was counted, newest first.
 */
export function listEventSummaries(world: World, id: string, params: Params): ListPage<MeterEventSummary> {
  const meter = findMeter(world, id);
  const customer = findCustomer(world, params.required('customer'), 'customer');
  const [start, end] = [params.integer('start_time'), params.integer('end_time')];
  const grouping = params.choice('value_grouping_window', ['hour', 'day']);
  if (start === undefined) throw missingParameter('start_time');
  if (end === undefined) throw missingParameter('end_time');
  const step = grouping ? windows[grouping] : 60;
  for (const [name, time] of [
    ['start_time', start],
    ['end_time', end],
  ] as const) {
    if (time % step !== 0)
      throw invalidRequest(`${name} must be aligned with ${grouping ?? 'minute'} boundaries (UTC).`, name);
  }
  if (end <= start) throw invalidRequest('end_time must be after start_time.', 'end_time');
  const counted = Object.values(world.state.meterEvents).filter(
    (event) =>
      event.event_name === meter.event_name &&
      event.payload[meter.customer_mapping.event_payload_key] === customer.id &&
      event.timestamp >= start &&
      event.timestamp < end,
  );
  const summaries = grouping
    ? grouped(counted, step).map(([from, events]) => summary(meter, customer.id, events, from, from + step))
    : [summary(meter, customer.id, counted, start, end)];
  return listPage(`/v1/billing/meters/${id}/event_summaries`, summaries.reverse(), params);
}

function grouped(events: readonly MeterEvent[], step: number): [from: number, MeterEvent[]][] {
  const groups = Map.groupBy(events, ({ timestamp }) => timestamp - (timestamp % step));
  return [...groups].sort(([a], [b]) => a - b);
}

function summary(
  meter: Meter,
  customer: string,
  events: readonly MeterEvent[],
  start: number,
  end: number,
): MeterEventSummary {
  return {
    id: `mtrusg_${meter.id.slice(-12)}_${customer.slice(-8)}_${start}_${end}`,
    object: 'billing.meter_event_summary',
    aggregated_value: aggregate(meter, events),
    end_time: end,
    livemode: false,
    meter: meter.id,
    start_time: start,
  } satisfies MeterEventSummary;
}

function aggregate(meter: Meter, events: readonly MeterEvent[]): number {
  const countedBy = (event: MeterEvent) => Number(event.payload[meter.value_settings.event_payload_key]);
  const { formula } = meter.default_aggregation;
  if (formula === 'count') return events.length;
  if (formula === 'sum') return events.reduce((sum, event) => sum + countedBy(event), 0);
  const last = events.toSorted((a, b) => a.timestamp - b.timestamp).at(-1);
  return last ? countedBy(last) : 0;
}
